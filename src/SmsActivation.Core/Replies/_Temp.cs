namespace SmsActivation.Core.Replies;
public static class ReplyTemplates { public static bool CarriesPassword(ReplyTemplate t) => t is ReplyTemplate.Activated or ReplyTemplate.WelcomeAgain or ReplyTemplate.PasswordReissued; }
