using System.Globalization;
using Microsoft.Data.SqlClient;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Api;
using SmsActivation.Worker.Ops.Cards;
using SmsActivation.Worker.Sweeping;
using SmsActivation.Worker.Telemetry;

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
            Health = Bind<HealthOptions>("Health"),
            Api = Bind<ApiOptions>("Api"),
            Events = Bind<EventOptions>("Events"),
            Alerts = Bind<AlertOptions>("Alerts"),
            CampaignPace = Bind<CampaignPaceOptions>("Campaigns"),
            Campaigns = Bind<CampaignOptions>("Campaigns"),
            Imports = Bind<CardFilesOptions>("Imports"),
            Telemetry = Bind<TelemetryOptions>("Telemetry")
                .Or(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], configuration["OTEL_EXPORTER_OTLP_PROTOCOL"]),
            Staff = Bind<StaffOptions>("Staff"),
            AllowedCountries = Countries("Phones:AllowedCountries"),
            TermsVersion = Text("Account:TermsVersion", "2"),
            SimulatorAllowRemote = Flag("Simulator:AllowRemote"),
        };
        CheckDatabase(settings);
        _faults.AddRange(CardNumberOptionsValidator.Faults(cardNumbers));
        _faults.AddRange(settings.Inbox.Faults());
        _faults.AddRange(settings.Spool.Faults());
        _faults.AddRange(settings.Sweep.Faults());
        _faults.AddRange(settings.Outbox.Faults());
        _faults.AddRange(settings.Limits.Faults());
        _faults.AddRange(settings.Password.Faults());
        _faults.AddRange(settings.Account.Faults());
        _faults.AddRange(settings.Health.Faults());
        _faults.AddRange(settings.Api.Faults());
        _faults.AddRange(settings.Events.Faults());
        _faults.AddRange(settings.Alerts.Faults());
        _faults.AddRange(settings.CampaignPace.Faults());
        _faults.AddRange(settings.Campaigns.Faults());
        _faults.AddRange(settings.Imports.Faults());
        _faults.AddRange(settings.Telemetry.Faults());
        _faults.AddRange(settings.Staff.Faults());
        _faults.AddRange(settings.OptOutKey.Faults());
        _faults.AddRange(settings.Retention.Faults());
        CheckLists(settings);
        if (forServing)
            _faults.AddRange(TwilioOptionsValidator.Faults(settings.Twilio));
        return settings;
    }

    /// <summary>Who was texted, and what for, is known by lists.</summary>
    private void CheckLists(Settings settings)
    {
        foreach (
            var (name, value) in new[]
            {
                (nameof(CampaignPaceOptions.MinGap), settings.CampaignPace.MinGap),
                (nameof(CampaignPaceOptions.ActivatedWithin), settings.CampaignPace.ActivatedWithin),
            }
        )
            if (value > settings.Retention.Events)
                _faults.Add(
                    $"Campaigns:{name} is {value}: it must not be above Retention:Events ({settings.Retention.Events}), "
                        + "for as long as the lists of campaigns are kept."
                );
    }

    private void CheckDatabase(Settings settings)
    {
        if (settings.Provider != DatabaseProvider.SqlServer)
            return;
        var text = configuration["Database:ConnectionString"];
        if (string.IsNullOrWhiteSpace(text) || text == Settings.DefaultConnectionString)
        {
            _faults.Add(
                "Database:Provider is SqlServer and Database:ConnectionString names no server: set it, like "
                    + "Server=sql.example;Database=SmsActivation;User ID=…;Password=…."
            );
            return;
        }
        try
        {
            if (new SqlConnectionStringBuilder(text) is not { DataSource.Length: > 0, InitialCatalog.Length: > 0 })
                _faults.Add("Database:ConnectionString must name a Server and a Database.");
        }
        // Its words may repeat a part of the password.
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            _faults.Add("Database:ConnectionString is none that SQL Server's driver can read.");
        }
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

    /// <summary>A value that cannot be read is told of and left out, so that those behind it are looked at too.</summary>
    private T Bind<T>(string section)
        where T : new()
    {
        var values = configuration.GetSection(section).AsEnumerable().ToDictionary(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var readable = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
            try
            {
                BindElements(readable.GetSection(section), typeof(T));
                return readable.GetSection(section).Get<T>() ?? new T();
            }
            catch (InvalidOperationException fault)
            {
                // The binder's message names the path, and no exception of its own does.
                if (
                    values.Keys.FirstOrDefault(key =>
                        fault.Message.Contains($"'{key}'", StringComparison.OrdinalIgnoreCase)
                    )
                    is not { } key
                )
                {
                    _faults.Add(fault.Message);
                    return new T();
                }
                _faults.Add($"{key} is '{values[key]}': it must be {Kind(fault.Message)}.");
                values.Remove(key);
            }
        }
    }

    private static readonly Type[] Lists = [typeof(IReadOnlyList<>), typeof(IList<>)];

    /// <summary>The binder drops an element of a list that it cannot read, and says nothing; of one alone it does.</summary>
    private static void BindElements(IConfigurationSection section, Type type)
    {
        foreach (var property in type.GetProperties().Where(property => property.PropertyType.IsGenericType))
            if (
                Array.IndexOf(Lists, property.PropertyType.GetGenericTypeDefinition()) >= 0
                && property.PropertyType.GetGenericArguments()[0] is var element
            )
                foreach (var child in section.GetSection(property.Name).GetChildren())
                {
                    BindElements(child, element);
                    child.Get(element);
                }
    }

    /// <summary>What the binder wanted, in an operator's words.</summary>
    private static string Kind(string message) =>
        message switch
        {
            _ when message.Contains("System.Int") => "a whole number, not too large",
            _ when message.Contains("System.TimeSpan") => "a duration like 00:01:30 or 2.00:00:00",
            _ when message.Contains("System.Boolean") => "true or false",
            _ when message.Contains("System.Double") || message.Contains("System.Decimal") => "a number",
            _ => "one of the values that README lists",
        };

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
