using System.Text.Encodings.Web;
using System.Text.Json;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Campaigns.Zones;
using SmsActivation.Core.Phones;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>What a list says of one row, before anything is made of it.</summary>
internal sealed record AudienceFields
{
    public required int Line { get; init; }
    public string? Phone { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }
    public string? Card { get; init; }
    public string? ConsentSource { get; init; }
    public string? ConsentText { get; init; }
    public string? ConsentAt { get; init; }
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();
}

/// <summary>Makes somebody to be texted out of a row, or says why it is nobody: pure.</summary>
/// <param name="now">No consent was given after it.</param>
internal sealed class AudienceReader(AudienceOptions options, CampaignWords words, DateTimeOffset now)
{
    internal const int LongestValue = 200;
    private const int LongestLanguage = 16;
    private const int LongestCard = 64;

    // E.164 in all; shorter ones are reached by no text from abroad.
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    // Read back by us alone, so that letters need no escaping.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly LanguagesUnserved _unserved = new(words);
    private int _cutNames;

    /// <summary>What was passed over in the rows read so far, though it costs nobody their text: in sentences.</summary>
    public IReadOnlyList<string> Remarks =>
        _cutNames == 0
            ? _unserved.Told
            :
            [
                .. _unserved.Told,
                $"{_cutNames:N0} {(_cutNames == 1 ? "row has a name" : "rows have names")} of more than {LongestValue} signs: the rest is cut off.",
            ];

    public AudienceEntry Read(AudienceFields fields)
    {
        if (fields.Phone is null)
            return Out(fields, LeftOutReason.NoPhone);
        var (phone, country, unreached) = PhoneOf(fields.Phone, options);
        if (phone is null)
            return Out(fields, unreached!.Value);
        var card = fields.Card is { } text ? options.ReadCardNumber(text) ?? Cut(text, LongestCard) : null;
        var addressee = new Addressee
        {
            Name = Cut(fields.Name, LongestValue),
            Language = Cut(fields.Language, LongestLanguage)?.ToLowerInvariant(),
            Card = card,
            Country = country,
            Fields = fields.Others,
        };
        _unserved.Add(addressee);
        if (fields.Name is { Length: > LongestValue })
            _cutNames++;
        var row = new AudienceRow
        {
            Line = fields.Line,
            Phone = phone,
            Country = country,
            Zones = TimeZones.CodeOf(phone, country),
            Name = addressee.Name,
            Language = addressee.Language,
            Card = card,
            Fields = fields.Others.Count > 0 ? JsonSerializer.Serialize(fields.Others, Json) : null,
        };
        row = row with { Reason = Reason(row, addressee) };
        return new AudienceEntry(WithConsent(row, fields), LeftOut: null);
    }

    /// <summary>E.164 and its country, or why no text can go there.</summary>
    internal static (string? Phone, string? Country, LeftOutReason? Reason) PhoneOf(
        string text,
        AudienceOptions options
    )
    {
        // One that no plan knows, or that is too long for its own, would only cost a failure.
        if (PhoneReader.Read(text, options.HomeCountry) is not { IsValid: true } phone || !HasLength(phone.E164))
            return (null, null, LeftOutReason.NotAPhone);
        if (!TakesTexts(phone.Type))
            return (null, null, LeftOutReason.TakesNoTexts);
        return ServedCountries.Hold(options.AllowedCountries, phone.E164, phone)
            ? (phone.E164, phone.Country ?? PhoneReader.CountryOf(phone.E164), null)
            : (null, null, LeftOutReason.CountryNotAllowed);
    }

    private static AudienceEntry Out(AudienceFields fields, LeftOutReason reason) =>
        new(Row: null, new LeftOutRow(fields.Line, Cut(fields.Phone, LongestValue), reason));

    private string? Reason(AudienceRow row, Addressee addressee)
    {
        if (options.OurNumbers.Contains(row.Phone))
            return nameof(LeftOutReason.OurNumber);
        if (words.Missing(addressee) is { } missing)
            return $"{nameof(LeftOutReason.NoValue)}:{missing}";
        return words.IsTooLong(addressee) ? nameof(LeftOutReason.TooLong) : null;
    }

    /// <summary>With what the list says of a consent; where that is not all of it, the row is left out for it.</summary>
    private AudienceRow WithConsent(AudienceRow row, AudienceFields fields)
    {
        var said = new[] { fields.ConsentSource, fields.ConsentText, fields.ConsentAt };
        if (Array.TrueForAll(said, value => value is null))
            return row;
        if (Array.IndexOf(said, null) is >= 0 and var empty)
            return Without(AudienceColumns.Consents[empty], "is empty");
        var (at, fault) = ConsentTime.Read(fields.ConsentAt!, now);
        return at is { } given
            ? row with
            {
                Consent = new GivenByPhone(
                    row.Phone,
                    Cut(fields.ConsentSource, LongestValue)!,
                    fields.ConsentText!,
                    given
                ),
            }
            : Without(AudienceColumns.Consents[^1], fault!);

        AudienceRow Without(string column, string fault) =>
            row.Reason is not null
                ? row
                : row with
                {
                    Reason = $"{nameof(LeftOutReason.ConsentIncomplete)}:{column}",
                    About = $"{column} {fault}",
                };
    }

    private static bool HasLength(string e164) => e164.Length - 1 is >= FewestDigits and <= MostDigits;

    /// <summary>A number that its plan does not know may be of a new range: it is given a chance.</summary>
    private static bool TakesTexts(PhoneType? type) => type is not { } known || TakesTexts(known);

    private static bool TakesTexts(PhoneType type) =>
        type switch
        {
            PhoneType.Mobile or PhoneType.FixedLineOrMobile or PhoneType.Voip or PhoneType.PersonalNumber => true,
            PhoneType.FixedLine
            or PhoneType.TollFree
            or PhoneType.PremiumRate
            or PhoneType.SharedCost
            or PhoneType.Pager
            or PhoneType.Uan
            or PhoneType.Voicemail => false,
        };

    private static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..length];
}
