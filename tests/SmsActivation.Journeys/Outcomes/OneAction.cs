using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Outcomes;

/// <summary>What each reply asks of the customer, and that it asks for nothing else.</summary>
public static class OneAction
{
    private enum Asks
    {
        SignIn,
        ContactSupport,
        ReplyPassword,
        FollowExample,
        SendNumber,
        TypeDigits,
        GoToTill,
        Wait,
        SendLastDigits,
        Keyword,
    }

    private static readonly Dictionary<string, Asks> Table = new()
    {
        ["Activated"] = Asks.SignIn,
        ["WelcomeAgain"] = Asks.SignIn,
        ["AlreadyActive"] = Asks.ReplyPassword,
        ["MissingCardNumber"] = Asks.FollowExample,
        ["InvalidCardNumber"] = Asks.SendNumber,
        ["AmbiguousCardNumber"] = Asks.SendNumber,
        ["UnknownCard"] = Asks.ContactSupport,
        ["PhoneAlreadyLinked"] = Asks.ContactSupport,
        ["CardAlreadyLinked"] = Asks.ContactSupport,
        ["HeldForReview"] = Asks.ContactSupport,
        ["CardBlocked"] = Asks.ContactSupport,
        ["CardExpired"] = Asks.GoToTill,
        ["CardReplaced"] = Asks.SendNumber,
        ["CardNotIssued"] = Asks.GoToTill,
        ["CodeNeeded"] = Asks.SendNumber,
        ["CardNotConfirmed"] = Asks.ContactSupport,
        ["TooManyAttempts"] = Asks.Wait,
        ["PictureReceived"] = Asks.TypeDigits,
        ["PasswordReceived"] = Asks.SignIn,
        ["PasswordReissued"] = Asks.SignIn,
        ["PasswordNeedsCard"] = Asks.SendLastDigits,
        ["NoLinkedCard"] = Asks.SendNumber,
        ["LossReported"] = Asks.ContactSupport,
        ["OptedOut"] = Asks.Keyword,
        ["OptedIn"] = Asks.Keyword,
        ["OptedInHere"] = Asks.Keyword,
        ["HelpSent"] = Asks.Keyword,
    };

    public static IEnumerable<string> Templates => Table.Keys;

    public static void Check(string template, string language, string text)
    {
        var russian = language == "ru";
        var (wanted, found) = Table[template] switch
        {
            Asks.SignIn => (LongestValues.AccountUrl, text.Contains(LongestValues.AccountUrl)),
            Asks.ContactSupport => (LongestValues.Support, text.Contains(LongestValues.Support)),
            Asks.ReplyPassword => Word(russian ? "ПАРОЛЬ" : "PASSWORD"),
            Asks.FollowExample => ("an example", text.Any(char.IsAsciiDigit)),
            Asks.SendNumber => Word(russian ? "пришлите" : "send"),
            Asks.TypeDigits => Word(russian ? "Наберите" : "type"),
            Asks.GoToTill => Word(russian ? "касс" : "till"),
            Asks.Wait => Word(russian ? "через" : "in "),
            Asks.SendLastDigits => Word("4"),
            Asks.Keyword => Word(template == "OptedOut" ? "START" : "STOP"),
        };
        Assert.True(found, $"{template} in {language} does not name its action ({wanted}): {text}");

        // The carrier's rules decide what a STOP, START or HELP reply holds; a new password also says whom to tell
        // when it was not asked for.
        if (Table[template] == Asks.Keyword || template == "PasswordReissued")
            return;
        var others = new (Asks Asks, bool Present)[]
        {
            (Asks.SignIn, text.Contains("https://")),
            (Asks.ContactSupport, text.Contains(LongestValues.Support)),
            (Asks.ReplyPassword, text.Contains("PASSWORD") || text.Contains("ПАРОЛЬ")),
            (Asks.GoToTill, text.Contains(russian ? "касс" : "till")),
        };
        foreach (var other in others.Where(other => other.Asks != Table[template]))
            Assert.False(
                other.Present && template != "PasswordNeedsCard",
                $"{template} also asks to {other.Asks}: {text}"
            );

        (string, bool) Word(string word) => (word, text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
