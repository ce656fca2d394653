namespace SmsActivation.Simulator.Carrier;

internal enum Keyword
{
    None,
    Stop,
    Start,
    Help,
}

/// <summary>
/// Twilio's keywords on an ordinary number and its default English answers
/// (https://help.twilio.com/articles/223134027): the whole text is one word, in any case.
/// </summary>
internal static class Keywords
{
    public static Keyword Read(string body) =>
        body.Trim().ToUpperInvariant() switch
        {
            "STOP" or "STOPALL" or "UNSUBSCRIBE" or "REVOKE" or "OPTOUT" or "CANCEL" or "END" or "QUIT" => Keyword.Stop,
            "START" or "YES" or "UNSTOP" => Keyword.Start,
            "HELP" or "INFO" => Keyword.Help,
            _ => Keyword.None,
        };

    /// <summary>The webhook's OptOutType.</summary>
    public static string? OptOutType(Keyword keyword) =>
        keyword switch
        {
            Keyword.None => null,
            Keyword.Stop => "STOP",
            Keyword.Start => "START",
            Keyword.Help => "HELP",
        };

    public static string? Answer(Keyword keyword) =>
        keyword switch
        {
            Keyword.None => null,
            Keyword.Stop =>
                "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
            Keyword.Start =>
                "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
            Keyword.Help => "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
        };
}
