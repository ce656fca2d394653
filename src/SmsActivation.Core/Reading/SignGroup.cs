namespace SmsActivation.Core.Reading;

/// <summary>What stands between a group and the one before it.</summary>
internal enum Link
{
    /// <summary>Something that ends a run.</summary>
    None,

    /// <summary>Brackets, as inside a phone number: the run ends, the phone number does not.</summary>
    Phone,

    /// <summary>One to three separators: both groups are of one run.</summary>
    Run,
}

/// <summary>A stretch of signs with nothing between them, at [Start, End) of the clean text.</summary>
internal sealed record SignGroup(int Start, int End, string Signs, int TrueDigits, Link Link, bool AfterPlus);
