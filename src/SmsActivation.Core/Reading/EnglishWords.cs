namespace SmsActivation.Core.Reading;

internal static class EnglishWords
{
    /// <summary>
    /// What Twilio answers by itself unless told otherwise, in any case, as a whole text. Source: Twilio's "Opt-out
    /// keywords for SMS".
    /// </summary>
    public static readonly IReadOnlySet<string> TwilioDefaults = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "STOP",
        "STOPALL",
        "UNSUBSCRIBE",
        "OPTOUT",
        "REVOKE",
        "CANCEL",
        "END",
        "QUIT",
        "START",
        "UNSTOP",
        "YES",
        "HELP",
        "INFO",
    };

    /// <summary>No "block" by itself: "Block 5, flat 2" is an address. No "blocked": that asks, and reports nothing.</summary>
    public static readonly LanguageWords Words = new()
    {
        Language = "en",
        Stop = ["stop", "stopall", "unsubscribe", "optout", "opt out", "revoke"],
        StopAlone = ["cancel", "end", "quit"],
        Start = ["start", "unstop", "yes"],
        Help = ["help", "info"],
        Password = ["password"],
        Loss =
        [
            "lost",
            "stolen",
            "stole",
            "misplaced",
            "theft",
            "robbed",
            "mugged",
            "pickpocketed",
            "block my",
            "block the",
            "block this",
            "block that",
            "block it",
            "block card",
            "please block",
            "pls block",
            "card block",
            "freeze my",
            "freeze the",
            "freeze this",
            "freeze it",
            "freeze card",
            "please freeze",
        ],
        Card = ["card", "cards"],
    };
}
