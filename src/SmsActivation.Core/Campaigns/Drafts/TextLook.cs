using System.Text;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>Somebody of the list, or a made-up one where there is no list, and what they would read.</summary>
public sealed record ReadBy(string Who, WrittenText Text);

/// <summary>What somebody is told of one text while they write it.</summary>
/// <param name="Asked">What it asks of a list.</param>
/// <param name="Faults">What speaks against it; empty when nothing does.</param>
/// <param name="ByReaders">As each would read it; empty while it has faults that keep it from being written.</param>
/// <param name="Foreign">Signs that make it travel in UCS-2, those of values among them.</param>
/// <param name="Replaced">Signs that are sent as plain ones, so that it does not.</param>
public sealed record TextLook(
    string Language,
    string Words,
    AskedColumns Asked,
    IReadOnlyList<string> Faults,
    IReadOnlyList<ReadBy> ByReaders,
    IReadOnlyList<ForeignSign> Foreign,
    IReadOnlyList<ForeignSign> Replaced
)
{
    /// <summary>Whether such signs come with the values alone, and no rewording would mend it.</summary>
    public bool IsForeignByValues => Foreign.Count > 0 && ForeignSign.In(Typography.Fit(Words)).Count == 0;

    /// <summary>Its own words are of an alphabet that GSM-7 does not have: to list the letters would tell nothing.</summary>
    public bool HasOtherAlphabet => ForeignSign.In(Words).Any(sign => IsOfOtherAlphabet(sign.Sign));

    // Behind the letters of Latin, with all their accents; their like stands further up again.
    private static bool IsOfOtherAlphabet(Rune sign) =>
        Rune.IsLetter(sign)
        && sign.Value is >= 0x0370 and not (>= 0x1E00 and <= 0x1EFF) and not (>= 0xFF21 and <= 0xFF5A);

    /// <param name="words">Of this one text alone.</param>
    /// <param name="readers">Each by what the page calls them.</param>
    public static TextLook At(
        TypedText typed,
        AskedColumns asked,
        IReadOnlyList<string> faults,
        CampaignWords words,
        IReadOnlyList<(string Who, Addressee Addressee)> readers
    )
    {
        var names = CampaignWords.Places(typed.Words).ToList();
        var read = readers
            .Select(reader => new ReadBy(
                reader.Who,
                // A column that nobody has filled in is shown by its name: there may be no list yet.
                words.Write(SampleAddressee.Filled(reader.Addressee, names), SampleAddressee.Drawn)
            ))
            .ToList();
        var foreign = read.SelectMany(one => ForeignSign.In(one.Text.Text)).Distinct().ToList();
        return new TextLook(
            typed.Language,
            typed.Words,
            asked,
            faults,
            read,
            foreign,
            [.. ForeignSign.In(typed.Words).Where(sign => !foreign.Contains(sign))]
        );
    }
}
