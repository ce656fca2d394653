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

    /// <summary>Over a list of what is of this tone.</summary>
    public static string Title(this Tone tone) =>
        tone switch
        {
            Tone.Good => "Went well",
            Tone.Neutral => "Nothing to do",
            Tone.Warn => "The customer has to act",
            Tone.Bad => "A person has to act",
        };
}
