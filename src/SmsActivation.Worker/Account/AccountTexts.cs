using System.Globalization;
using SmsActivation.Core.Profiles;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Account;

/// <summary>The words of the account's pages in one language; every language has every word, or nothing starts.</summary>
public sealed record AccountTexts
{
    public required string Code { get; init; }
    public required string Language { get; init; }
    public required string Languages { get; init; }
    public required string SignIn { get; init; }
    public required string SignInLead { get; init; }
    public required string Name { get; init; }
    public required string Password { get; init; }
    public required string PasswordHint { get; init; }
    public required string SignInButton { get; init; }
    public required string Wrong { get; init; }
    public required string Wait { get; init; }
    public required string Locked { get; init; }
    public required string Busy { get; init; }
    public required string Ended { get; init; }
    public required string Forgot { get; init; }
    public required string ForgotLead { get; init; }
    public required string ForgotButton { get; init; }
    public required string NewPassword { get; init; }
    public required string NewPasswordLead { get; init; }
    public required string ChangePassword { get; init; }
    public required string ChangePasswordLead { get; init; }
    public required string CurrentPassword { get; init; }
    public required string Choose { get; init; }
    public required string ChooseHint { get; init; }
    public required string Again { get; init; }
    public required string Save { get; init; }
    public required string TooShort { get; init; }
    public required string TooLong { get; init; }
    public required string Common { get; init; }
    public required string OfTheAccount { get; init; }
    public required string LikeTexted { get; init; }
    public required string Different { get; init; }
    public required string WrongCurrent { get; init; }
    public required string Saved { get; init; }
    public required string MyCard { get; init; }
    public required string CardActive { get; init; }
    public required string CardBlocked { get; init; }
    public required string CardReplaced { get; init; }
    public required string CardExpired { get; init; }
    public required string CardIssued { get; init; }
    public required string CardPrepared { get; init; }
    public required string CardLead { get; init; }
    public required string BlockedLead { get; init; }
    public required string ReplacedLead { get; init; }
    public required string ExpiredLead { get; init; }
    public required string IssuedLead { get; init; }
    public required string PreparedLead { get; init; }
    public required string CardUntil { get; init; }
    public required string CardSince { get; init; }
    public required string NoCard { get; init; }
    public required string NoCardLead { get; init; }
    public required string UserName { get; init; }
    public required string Phone { get; init; }
    public required string SignOut { get; init; }
    public required string Barcode { get; init; }
    public required string Qr { get; init; }
    public required string Help { get; init; }
    public required string Security { get; init; }
    public required string SignIns { get; init; }
    public required string ThisOne { get; init; }
    public required string Open { get; init; }
    public required string UnknownDevice { get; init; }
    public required string SignOutOthers { get; init; }
    public required string OthersOut { get; init; }
    public required string Data { get; init; }
    public required string DataLead { get; init; }
    public required string Download { get; init; }
    public required string Close { get; init; }
    public required string CloseLead { get; init; }
    public required string CloseButton { get; init; }
    public required string Closed { get; init; }
    public required string Nothing { get; init; }
    public required string NothingLead { get; init; }

    public required string AboutMe { get; init; }
    public required string AboutMeLead { get; init; }
    public required string AboutMeSaved { get; init; }
    public required string AboutMeFaults { get; init; }
    public required string StillAsked { get; init; }
    public required string SaveAboutMe { get; init; }
    public required string AnswerTooLong { get; init; }
    public required string AnswerUnreadable { get; init; }
    public required string NoDay { get; init; }
    public required string NoEmail { get; init; }
    public required string NoChoice { get; init; }
    public required string FixedBirthday { get; init; }
    public required string TellUs { get; init; }
    public required string Consents { get; init; }
    public required string ConsentSaved { get; init; }
    public required string ServiceConsent { get; init; }
    public required string ServiceConsentHint { get; init; }
    public required string MarketingConsent { get; init; }
    public required string MarketingLead { get; init; }
    public required string OffersStopped { get; init; }
    public required string Agree { get; init; }
    public required string Withdraw { get; init; }
    public required string TooYoung { get; init; }
    public required string BirthdayUnknown { get; init; }
    public required string PastConsents { get; init; }
    public required string AgreedOn { get; init; }
    public required string AgreedAt { get; init; }
    public required string WithdrawnOn { get; init; }

    public string Of(ProfileFault fault, Question question, string support) =>
        fault switch
        {
            ProfileFault.TooLong => Fill(AnswerTooLong, question.Longest),
            ProfileFault.Unreadable or ProfileFault.Unknown => AnswerUnreadable,
            ProfileFault.NoDay => NoDay,
            ProfileFault.NoEmail => NoEmail,
            ProfileFault.NoChoice => NoChoice,
            ProfileFault.Kept => Fill(FixedBirthday, support),
        };

    /// <summary>By two-letter code, as shipped.</summary>
    public static IReadOnlyDictionary<string, AccountTexts> All { get; } = PageTexts.Read<AccountTexts>("account");

    public static string Fill(string text, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);
}
