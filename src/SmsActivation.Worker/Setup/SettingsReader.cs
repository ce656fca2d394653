using System.Globalization;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Api;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Worker.Setup;

/// <summary>Binds the settings and collects every fault, so that an operator mends them all in one go.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Read before all else: it says where the carrier's account comes from.</summary>
    public Carrier Carrier { get; } =
        Enum.TryParse<Carrier>(configuration["Carrier"], ignoreCase: true, out var carrier)
            ? carrier
            : Carrier.Simulator;

    /// <param name="forServing">The carrier's settings are needed, and checked, only by a host that serves.</param>
    /// <param name="account">The carrier's account where it does not come from the settings.</param>
    public Settings Read(bool forServing, TwilioOptions? account = null)
    {
        var cardNumbers = Bind<CardNumberOptions>(CardNumberOptions.Section);
        cardNumbers.ApplyDefaults();
        var settings = new Settings
        {
            Carrier = Enumeration("Carrier", Carrier.Simulator),
            Provider = Enumeration("Database:Provider", DatabaseProvider.Sqlite),
            ConnectionString = Text("Database:ConnectionString", Settings.DefaultConnectionString),
            Twilio = account ?? Bind<TwilioOptions>(TwilioOptions.Section),
            CardNumbers = cardNumbers,
            CardCodes = new CardCodes(configuration["Cards:CodeKey"]),
            OptOutKey = new OptOutKey(configuration["Privacy:HashKey"]),
            Retention = Bind<RetentionOptions>("Retention"),
            Replies = ReadReplies(cardNumbers.Example),
            Inbox = Bind<InboxOptions>("Inbox"),
            Spool = Bind<SpoolOptions>("Spool"),
            Sweep = Bind<SweepOptions>("Sweep"),
            Outbox = Bind<OutboxOptions>("Outbox"),
            Limits = Bind<LimitsOptions>("Limits"),
            Password = Bind<PasswordOptions>("Password"),
            Account = Bind<AccountOptions>("Account"),
            Api = Bind<ApiOptions>("Api"),
            Events = Bind<EventOptions>("Events"),
            AllowedCountries = Countries("Phones:AllowedCountries"),
            TermsVersion = Text("Account:TermsVersion", "1"),
            SimulatorAllowRemote = Flag("Simulator:AllowRemote"),
        };
        if (settings.Provider == DatabaseProvider.SqlServer)
            _faults.Add("Database:Provider is SqlServer: this version serves Sqlite only.");
        _faults.AddRange(CardNumberOptionsValidator.Faults(cardNumbers));
        _faults.AddRange(settings.Inbox.Faults());
        _faults.AddRange(settings.Spool.Faults());
        _faults.AddRange(settings.Sweep.Faults());
        _faults.AddRange(settings.Outbox.Faults());
        _faults.AddRange(settings.Limits.Faults());
        _faults.AddRange(settings.Password.Faults());
        _faults.AddRange(settings.Account.Faults());
        _faults.AddRange(settings.Api.Faults());
        _faults.AddRange(settings.Events.Faults());
        _faults.AddRange(settings.OptOutKey.Faults());
        _faults.AddRange(settings.Retention.Faults());
        if (forServing)
            _faults.AddRange(TwilioOptionsValidator.Faults(settings.Twilio));
        return settings;
    }

    private ReplyOptions ReadReplies(string example)
    {
        var defaults = new ReplyOptions { Example = example };
        return defaults with
        {
            Brand = Text("Brand", defaults.Brand),
            AccountUrl = Text("Account:Url", defaults.AccountUrl),
            SupportContact = Text("Support:Contact", defaults.SupportContact),
            DefaultLanguage = Text("Replies:DefaultLanguage", defaults.DefaultLanguage),
            Countries = configuration
                .GetSection("Replies:Countries")
                .GetChildren()
                .ToDictionary(country => country.Key, country => country.Value ?? "", StringComparer.OrdinalIgnoreCase),
        };
    }

    private T Bind<T>(string section)
        where T : new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException fault)
        {
            // The binder's message names the path and the value it could not read.
            _faults.Add(fault.Message);
            return new T();
        }
    }

    private string Text(string key, string fallback) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : fallback;

    private T Enumeration<T>(string key, T fallback)
        where T : struct, Enum
    {
        var text = Text(key, fallback.ToString());
        if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value))
            return value;
        _faults.Add($"{key} is '{text}': it must be {string.Join(" or ", Enum.GetNames<T>())}.");
        return fallback;
    }

    private bool Flag(string key)
    {
        var text = Text(key, "false");
        if (bool.TryParse(text, out var value))
            return value;
        _faults.Add($"{key} is '{text}': it must be true or false.");
        return false;
    }

    private List<string> Countries(string key)
    {
        var section = configuration.GetSection(key);
        var listed = section.GetChildren().Select(child => child.Value ?? "");
        var inOne = (section.Value ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        var countries = listed.Concat(inOne).Select(country => country.ToUpper(CultureInfo.InvariantCulture)).ToList();
        foreach (
            var country in countries.Where(country => country.Length != 2 || !country.All(char.IsAsciiLetterUpper))
        )
            _faults.Add($"{key} holds '{country}': countries are two letters (ISO 3166), like US.");
        return countries;
    }
}
