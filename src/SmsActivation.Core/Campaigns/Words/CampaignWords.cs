using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>A text as it would be sent.</summary>
public sealed record WrittenText(string Language, string Text)
{
    public SmsLength Length { get; } = SmsSegments.Count(Text);
}

/// <summary>The words of a series' text behind its first.</summary>
public sealed record StepWords(SeriesStep Step, CampaignWords Words);

/// <summary>The words of one campaign: who is written to in which language, and what is filled in.</summary>
public sealed class CampaignWords
{
    /// <summary>The longest body that Twilio takes (its error 21617).</summary>
    public const int MostSigns = 1600;

    internal const string Name = "name";
    internal const string Card = "card";
    internal const string Link = "link";
    internal const string AccountUrl = "account_url";
    internal const string UserName = "username";
    internal const string Password = "password";

    /// <summary>What only a credentials campaign fills in, each as long as it may be.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Drawn = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        [UserName] = new('x', Credentials.UserName.Longest),
        [Password] = "xxxx-xxxx-xxxx",
    };

    private static readonly IReadOnlyDictionary<string, string> PasswordOpen = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        [Password] = ReplyWords.OpenPassword,
    };

    private const int CardSigns = 4;

    /// <summary>By <see cref="Typography"/>: the one sign of an ellipsis becomes three.</summary>
    private const int MostGrowth = 3;

    private readonly Dictionary<string, Template> _templates;
    private readonly CampaignKind _kind;
    private readonly ReplyOptions _replies;
    private readonly string _link;

    /// <param name="texts">By language, with their placeholders; at least one.</param>
    /// <param name="replies">Says which language a country reads, and which one is read where none is known.</param>
    /// <param name="link">What {link} stands for; a column of that name goes before it.</param>
    public CampaignWords(
        CampaignKind kind,
        IReadOnlyDictionary<string, string> texts,
        ReplyOptions replies,
        string link
    )
    {
        (_kind, _replies, _link) = (kind, replies, link);
        _templates = texts.ToDictionary(
            text => ReplyLanguage.Code(text.Key),
            text => new Template(text.Value, [.. ReplyText.Places(text.Value).Select(Plain)]),
            StringComparer.Ordinal
        );
    }

    /// <summary>Of a series: its texts behind the first, which these are.</summary>
    public IReadOnlyList<StepWords> Then { get; init; } = [];

    public int Steps => Then.Count + 1;

    /// <param name="step">From 1 on.</param>
    public CampaignWords At(int step) => step == 1 ? this : Then[step - 2].Words;

    /// <summary>Null behind the last.</summary>
    public TimeSpan? GapAfter(int step) => step < Steps ? Then[step - 1].Step.After : null;

    /// <summary>Those of a campaign as it stands.</summary>
    /// <param name="then">The texts of a series behind its first.</param>
    public static CampaignWords Of(
        Campaign campaign,
        IReadOnlyDictionary<string, string> texts,
        CampaignOptions options,
        ReplyOptions replies,
        IReadOnlyList<SeriesStep>? then = null
    )
    {
        var link = CampaignLink.Of(options.LinkOr(replies.AccountUrl), campaign.Name);
        return new CampaignWords(campaign.Kind, texts, replies, link)
        {
            Then =
            [
                .. (then ?? []).Select(step => new StepWords(
                    step,
                    new CampaignWords(campaign.Kind, step.Texts, replies, link)
                )),
            ],
        };
    }

    /// <summary>The list's own if there is a text in it, else what the phone's country reads, else the default, else the
    /// first there is.</summary>
    public string LanguageOf(Addressee addressee)
    {
        if (addressee.Language is { Length: > 0 } asked && TextIn(asked) is { } own)
            return own;
        string[] wished =
        [
            ReplyLanguage.For(numberLanguage: null, addressee.Country, _replies),
            ReplyLanguage.Code(_replies.DefaultLanguage),
        ];
        return Array.Find(wished, _templates.ContainsKey) ?? _templates.Keys.Min(StringComparer.Ordinal)!;
    }

    /// <summary>The language of the text that somebody who asks for <paramref name="language"/> reads: of the same tag, else
    /// of its language whatever the country; null where there is none.</summary>
    internal string? TextIn(string language)
    {
        // Nearly every row says it as the texts do, and lists are long.
        var plain = ReplyLanguage.Code(language);
        if (_templates.ContainsKey(plain))
            return plain;
        if (LanguageTag.Read(language) is not { } tag)
            return null;
        return _templates.ContainsKey(tag) ? tag
            : LanguageTag.Primary(tag) is var primary && _templates.ContainsKey(primary) ? primary
            : null;
    }

    /// <summary>The first place that would stay open in this one's texts; null when all are filled.</summary>
    public string? Missing(Addressee addressee) =>
        _templates[LanguageOf(addressee)].Places.FirstOrDefault(name => Value(name, addressee, drawn: null) is null)
        ?? Then.Select(step => step.Words.Missing(addressee)).FirstOrDefault(missing => missing is not null);

    /// <summary>Whether a text is longer than the carrier takes. Only one that may be, by its values' lengths, is written for
    /// that: lists are long.</summary>
    public bool IsTooLong(Addressee addressee)
    {
        var template = _templates[LanguageOf(addressee)];
        var signs =
            template.Text.Length + template.Places.Sum(name => Value(name, addressee, drawn: null)?.Length ?? 0);
        return (signs * MostGrowth > MostSigns && Write(addressee).Text.Length > MostSigns)
            || Then.Any(step => step.Words.IsTooLong(addressee));
    }

    /// <summary>Whether none is longer than the carrier takes, whatever a list says: names, cards and what is drawn have
    /// their ends, other columns have none.</summary>
    public bool AreShortOnEveryList =>
        _templates.Values.All(template =>
            template.Places.All(name => name is Name or Card || Drawn.ContainsKey(name))
            && (template.Text.Length + template.Places.Count * AudienceReader.LongestValue) * MostGrowth <= MostSigns
        ) && Then.All(step => step.Words.AreShortOnEveryList);

    /// <param name="drawn">What is filled in only as the text leaves, by its placeholder; without it stand-ins of the
    /// greatest length.</param>
    public WrittenText Write(Addressee addressee, IReadOnlyDictionary<string, string>? drawn = null)
    {
        var language = LanguageOf(addressee);
        var filled = ReplyText.FillNamed(_templates[language].Text, name => Value(Plain(name), addressee, drawn));
        return new WrittenText(language, Typography.Fit(filled));
    }

    /// <summary>As it stands in the outbox: {password} is left open, and drawn as the text leaves.</summary>
    public WrittenText WriteOpen(Addressee addressee) => Write(addressee, PasswordOpen);

    /// <summary>What a text asks of a list: {link} and {account_url} stand for something on every one.</summary>
    internal static IEnumerable<string> Places(string words) =>
        ReplyText.Names(words).Select(Plain).Where(name => name is not (Link or AccountUrl));

    /// <summary>What a text comes to as it leaves: a password that is open yet takes its place.</summary>
    internal static int SegmentsOf(WrittenText said) =>
        said.Text.Contains(ReplyWords.OpenPassword, StringComparison.Ordinal)
            ? SmsSegments
                .Count(said.Text.Replace(ReplyWords.OpenPassword, Drawn[Password], StringComparison.Ordinal))
                .Segments
            : said.Length.Segments;

    /// <summary>As a column's name or a placeholder is compared.</summary>
    internal static string Plain(string name) => name.Trim().ToLowerInvariant();

    private string? Value(string name, Addressee addressee, IReadOnlyDictionary<string, string>? drawn) =>
        name switch
        {
            UserName or Password when _kind == CampaignKind.Credentials => drawn?.GetValueOrDefault(name)
                ?? (name == UserName ? addressee.UserName : null)
                ?? Drawn[name],
            Name => addressee.Name,
            Card => addressee.Card is { Length: > CardSigns } card ? card[^CardSigns..] : addressee.Card,
            Link => addressee.Fields.GetValueOrDefault(Link) ?? _link,
            AccountUrl => addressee.Fields.GetValueOrDefault(AccountUrl) ?? _replies.AccountUrl,
            _ => addressee.Fields.GetValueOrDefault(name),
        };

    private sealed record Template(string Text, IReadOnlyList<string> Places);
}
