using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>What is told of a header without the column for phones. It may be no header, but somebody's row: of its words only
/// those are repeated that stand in a list of ours.</summary>
internal static class UnnamedPhone
{
    private static readonly HashSet<string> Synonyms = new(StringComparer.Ordinal)
    {
        "phone number",
        "phone no",
        "phone_number",
        "phonenumber",
        "phones",
        "telephone",
        "telephone number",
        "tel",
        "mobile",
        "mobile phone",
        "mobile number",
        "mobile_number",
        "cell",
        "cell phone",
        "cellphone",
        "msisdn",
        "telefon",
        "telefonnummer",
        "handy",
        "handynummer",
        "mobil",
        "mobilnummer",
        "téléphone",
        "teléfono",
        "telefono",
        "móvil",
        "телефон",
        "номер телефона",
        "номер",
        "мобильный",
        "мобильный телефон",
    };

    /// <param name="header">The names, as they are compared.</param>
    /// <param name="isOurs">Whether a name is one that we give a meaning.</param>
    public static string Fault(IReadOnlyList<string> header, string phone, Func<string, bool> isOurs) =>
        $"There is no column '{phone}': {Instead(header, phone, isOurs)}";

    private static string Instead(IReadOnlyList<string> header, string phone, Func<string, bool> isOurs)
    {
        var like = header.Where(Synonyms.Contains).Distinct().ToList();
        if (like.Count > 0)
            return $"did you mean {string.Join(" or ", like.Select(name => $"'{name}'"))}? Call that one {phone}.";
        if (header.Index().FirstOrDefault(column => Spelling.IsNearly(column.Item, phone)) is (var place, { }))
            return $"column {place + 1} is spelt nearly like it.";
        var known = header.Where(isOurs).Distinct().ToList();
        var columns = header.Count == 1 ? "its one column" : $"its {header.Count} columns";
        return $"the first row must name the columns. Of {columns} {(known.Count == 0 ? "none" : string.Join(", ", known))} "
            + $"{(known.Count > 1 ? "are" : "is")} known.";
    }
}
