using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Profiles;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Account;

/// <summary>The personal account: its services and its pages.</summary>
internal static class AccountSetup
{
    public static void AddAccount(this IServiceCollection services, Settings settings, ConsentTexts consents)
    {
        services.AddSingleton(settings.Account).AddSingleton<SignInTries>().AddSingleton<SignInStore>();
        services.AddSingleton<SignInLane>().AddSingleton<SignInFlow>();
        services.AddSingleton<SessionStore>().AddSingleton<AccountCards>();
        services.AddSingleton<MemberData>().AddSingleton<AccountClosing>();
        services.AddSingleton(CountriesOf(settings));
        services
            .AddSingleton(
                new SessionCookie(settings.Twilio, "account", settings.Account.SessionLifetime, SameSiteMode.Strict)
            )
            .AddSingleton<ClientAddress>()
            .AddSingleton<PageRenderer>();
        services.AddSingleton<ProfileStore>().AddSingleton<ConsentStore>().AddSingleton(consents);
        services.AddSingleton<AccountGate>().AddSingleton<AccountEndpoints>().AddSingleton<SecurityEndpoints>();
        services.AddSingleton<AboutMeEndpoints>().AddSingleton<ConsentsEndpoints>();
    }

    public static void MapAccount(this WebApplication app)
    {
        var account = app.MapGroup(AccountGate.Home);
        app.Services.GetRequiredService<AccountEndpoints>().Map(account);
        app.Services.GetRequiredService<AboutMeEndpoints>().Map(account);
        app.Services.GetRequiredService<ConsentsEndpoints>().Map(account);
        app.Services.GetRequiredService<SecurityEndpoints>().Map(account);
    }

    /// <summary>At home in the countries of our numbers and in those that are named as served.</summary>
    private static SignInCountries CountriesOf(Settings settings)
    {
        var home = settings
            .Twilio.Numbers.Select(number => PhoneReader.CountryOf(number.Number))
            .OfType<string>()
            .Concat(settings.AllowedCountries)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return new SignInCountries([.. home], Anywhere: settings.AllowedCountries.Count == 0);
    }
}
