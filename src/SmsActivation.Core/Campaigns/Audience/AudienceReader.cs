using System.Globalization;
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

    private static readonly string[] Times =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    // Read back by us alone, so that letters need no escaping.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

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
            Consent = Consent(phone, fields),
        };
        return new AudienceEntry(row with { Reason = Reason(row, addressee, fields) }, LeftOut: null);
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

    private string? Reason(AudienceRow row, Addressee addressee, AudienceFields fields)
    {
        if (options.OurNumbers.Contains(row.Phone))
            return nameof(LeftOutReason.OurNumber);
        if (words.Missing(addressee) is { } missing)
            return $"{nameof(LeftOutReason.NoValue)}:{missing}";
        if (words.IsTooLong(addressee))
            return nameof(LeftOutReason.TooLong);
        var saysConsent = (fields.ConsentSource ?? fields.ConsentText ?? fields.ConsentAt) is not null;
        return saysConsent && row.Consent is null ? nameof(LeftOutReason.ConsentIncomplete) : null;
    }

    private GivenByPhone? Consent(string phone, AudienceFields fields) =>
        fields is { ConsentSource: { } source, ConsentText: { } text, ConsentAt: { } at }
        && Time(at) is { } given
        && given <= now
            ? new GivenByPhone(phone, Cut(source, LongestValue)!, text, given)
            : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            Times,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

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
