using System.Globalization;
using System.Text;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Profiles;

namespace SmsActivation.Worker.Account;

/// <summary>What every page of the account is made from.</summary>
public sealed record AccountView
{
    public required AccountTexts Texts { get; init; }
    public required string Brand { get; init; }
    public required string Support { get; init; }

    /// <summary>The number to text, E.164.</summary>
    public required string OurNumber { get; init; }
    public SignedIn? SignedIn { get; init; }

    /// <summary>Proves that a form came from a page of this session.</summary>
    public string? FormToken { get; init; }

    public IEnumerable<AccountTexts> Languages => AccountTexts.All.Values;
    public string OurNumberShown => Spaced(OurNumber);

    /// <summary>Of whoever is signed in.</summary>
    public string PhoneShown => Spaced(SignedIn?.Phone ?? "");

    /// <summary>The keyword that asks for a new password, percent-encoded.</summary>
    public string PasswordWord => Texts.Code == "ru" ? Uri.EscapeDataString("ПАРОЛЬ") : "PASSWORD";
    public string Initial => Brand.EnumerateRunes().Select(Rune.ToUpperInvariant).First().ToString();

    public string StateOf(AccountCard card) =>
        Enum.Parse<CardState>(card.State) switch
        {
            CardState.Active => Texts.CardActive,
            CardState.Issued => Texts.CardIssued,
            CardState.Prepared => Texts.CardPrepared,
            CardState.Blocked => Texts.CardBlocked,
            CardState.Replaced => Texts.CardReplaced,
            CardState.Expired => Texts.CardExpired,
        };

    /// <summary>What a card can do, and the one thing to do about it.</summary>
    public string StepOf(AccountCard card) =>
        Enum.Parse<CardState>(card.State) switch
        {
            CardState.Active => Texts.CardLead,
            CardState.Issued => AccountTexts.Fill(Texts.IssuedLead, OurNumberShown),
            CardState.Prepared => Texts.PreparedLead,
            CardState.Blocked => AccountTexts.Fill(Texts.BlockedLead, Support),
            CardState.Replaced => AccountTexts.Fill(Texts.ReplacedLead, OurNumberShown),
            CardState.Expired => AccountTexts.Fill(Texts.ExpiredLead, OurNumberShown),
        };

    /// <summary>Digits in groups of four, as on the card.</summary>
    public static string Shown(string card) =>
        card.All(char.IsAsciiDigit) ? string.Join(' ', card.Chunk(4).Select(group => new string(group))) : card;

    public static string Day(DateOnly day) => day.ToString("d.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>UTC, to the minute.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d.MM.yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What stands for a browser where the shop's own site signed somebody in, before the name of its key.</summary>
    public const string SitePrefix = "site: ";

    /// <summary>The kind of device that a browser says it runs on; null when it does not.</summary>
    public static string? Device(string? agent) =>
        agent is null ? null
        : agent.StartsWith(SitePrefix, StringComparison.Ordinal) ? agent[SitePrefix.Length..]
        : new[] { "iPhone", "iPad", "Android", "Windows", "Mac", "Linux" }.FirstOrDefault(agent.Contains);

    /// <summary>The kind of field that a browser shows for an answer.</summary>
    public static string InputOf(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Email => "email",
            QuestionKind.Birthday => "date",
            QuestionKind.Text or QuestionKind.Choice => "text",
        };

    /// <summary>With spaces that break no line.</summary>
    private static string Spaced(string e164) =>
        e164 is ['+', '1', ..] && e164.Length == 12
            ? string.Join('\u00a0', "+1", e164[2..5], e164[5..8], e164[8..])
            : e164;
}
