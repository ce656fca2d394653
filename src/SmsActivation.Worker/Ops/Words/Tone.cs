namespace SmsActivation.Worker.Ops.Words;

/// <summary>How something bears on the customer.</summary>
public enum Tone
{
    /// <summary>They have what they wanted.</summary>
    Good,
    Neutral,

    /// <summary>They were refused, or have to do something first.</summary>
    Warn,

    /// <summary>It went wrong on our side, or a person must see to it.</summary>
    Bad,
}

public static class Tones
{
    /// <summary>The class of a tag.</summary>
    public static string Css(this Tone tone) =>
        tone switch
        {
            Tone.Good => "tag good",
            Tone.Neutral => "tag",
            Tone.Warn => "tag warn",
            Tone.Bad => "tag bad",
        };
}
