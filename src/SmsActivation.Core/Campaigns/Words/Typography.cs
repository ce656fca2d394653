using System.Text;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Signs that word processors put in and nobody types: one alone would more than halve what a segment holds.</summary>
public static class Typography
{
    /// <summary>The text with plain signs in their places, if it then travels in GSM-7; else as it is, for then they cost
    /// nothing.</summary>
    public static string Fit(string text)
    {
        if (ForeignSign.In(text).Count == 0)
            return text;
        // An accent may stand behind its letter, and GSM-7 has only both in one.
        var plain = text.Normalize(NormalizationForm.FormC);
        foreach (var foreign in ForeignSign.In(plain))
        {
            if (foreign.Instead is null)
                return text;
            plain = plain.Replace(foreign.Sign.ToString(), foreign.Instead, StringComparison.Ordinal);
        }
        return plain;
    }
}
