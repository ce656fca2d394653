namespace SmsActivation.Core.Replies;

/// <summary>What an editor is told of a draft.</summary>
/// <param name="Text">With its placeholders.</param>
/// <param name="Longest">With each value as long as it may ever be.</param>
/// <param name="Real">As a customer of today reads it.</param>
/// <param name="Faults">What speaks against sending it; empty when nothing does.</param>
public sealed record DraftCheck(
    ReplyTemplate Template,
    string Text,
    string Longest,
    string Real,
    IReadOnlyList<string> Faults
)
{
    public SmsLength RealLength => SmsSegments.Count(Real);
    public SmsLength LongestLength => SmsSegments.Count(Longest);

    /// <summary>The segments it may take in its encoding.</summary>
    public int Allowed => Template.SegmentsAllowed(LongestLength.Encoding);

    /// <summary>The signs that make it travel in UCS-2, those of the values filled in among them.</summary>
    public IReadOnlyList<ForeignSign> Foreign => ForeignSign.In(Real);

    /// <summary>Whether such signs come with the values alone, and no rewording would mend it.</summary>
    public bool IsForeignByValues => Foreign.Count > 0 && ForeignSign.In(Text).Count == 0;
}
