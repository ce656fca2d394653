using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Campaigns;

/// <summary>How lists are read by these settings, on the command line and at <c>/ops</c> alike.</summary>
internal static class CampaignListOptions
{
    public static AudienceOptions Of(Settings settings) =>
        new()
        {
            ReadCardNumber = new SmsReader(settings.CardNumbers).ReadCardNumber,
            HomeCountry = settings.Campaigns.DefaultCountry is { Length: > 0 } country ? country : HomeOf(settings),
            AllowedCountries = settings.AllowedCountries,
            OurNumbers = settings
                .Twilio.Numbers.SelectMany(number => new[] { number.Number, number.ReplyFrom })
                .Append(settings.Twilio.CampaignSender)
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal),
            OptOutKey = settings.OptOutKey,
        };

    /// <summary>Of our own numbers, if they are all of one country.</summary>
    private static string? HomeOf(Settings settings) =>
        settings.Twilio.Numbers.Select(number => PhoneReader.CountryOf(number.Number)).Distinct().ToList() switch
        {
            [var only] => only,
            // Its numbers are drawn as the host starts, and a verb does not know them.
            [] when settings.Carrier == Carrier.Simulator => "US",
            _ => null,
        };
}
