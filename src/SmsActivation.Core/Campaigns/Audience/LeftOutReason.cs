namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Why somebody on a list is not texted.</summary>
public enum LeftOutReason
{
    /// <summary>It is no UTF-8; of lists of before the reasons below were told apart, any line that is no row.</summary>
    Unreadable,

    /// <summary>The line has fewer fields than the header.</summary>
    TooFewFields,

    /// <summary>It has more: one that holds a delimiter is not in quotes.</summary>
    TooManyFields,

    /// <summary>Its quotes do not pair.</summary>
    OpenQuote,

    /// <summary>No phone stands there.</summary>
    NoPhone,

    /// <summary>What stands there is none, or a national one and nobody knows of which country.</summary>
    NotAPhone,

    /// <summary>A fixed line, a toll-free number or another that no text reaches.</summary>
    TakesNoTexts,

    /// <summary>See <c>Phones:AllowedCountries</c>.</summary>
    CountryNotAllowed,

    /// <summary>The same customer once more: the first row counts.</summary>
    Duplicate,

    /// <summary>Two customers have this phone, and nobody knows whom a text would reach.</summary>
    SharedPhone,

    /// <summary>One that we send from.</summary>
    OurNumber,

    /// <summary>Their text would have a hole; the reason names it: <c>NoValue:city</c>.</summary>
    NoValue,

    /// <summary>Their text would be longer than the carrier takes.</summary>
    TooLong,

    /// <summary>A consent lacks its source, its words or a time that can be read and has passed; the reason names the
    /// column: <c>ConsentIncomplete:consent_at</c>.</summary>
    ConsentIncomplete,
    OptedOut,

    /// <summary>They never agreed to marketing, or took it back.</summary>
    NoConsent,
    AlreadyActive,
    CardUnknown,
    CardBlocked,
    CardReplaced,
    CardExpired,
    CardNotIssued,
    CardHeld,

    /// <summary>Credentials would be of no use: they have a password of their own.</summary>
    HasOwnPassword,

    /// <summary>The same: they have signed in before.</summary>
    HasSignedIn,
}

/// <summary>What the reasons have in common.</summary>
public static class LeftOutReasons
{
    /// <summary>Whether what is kept of the row is its whole line, as it stands: nobody knows what is a phone in it.</summary>
    public static bool KeepLine(string reason) =>
        reason
            is nameof(LeftOutReason.Unreadable)
                or nameof(LeftOutReason.TooFewFields)
                or nameof(LeftOutReason.TooManyFields)
                or nameof(LeftOutReason.OpenQuote);
}
