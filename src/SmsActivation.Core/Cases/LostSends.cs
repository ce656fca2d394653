namespace SmsActivation.Core.Cases;

/// <summary>What a carrier's error code asks of a person.
/// Source: https://www.twilio.com/docs/api/errors; meanings in <see cref="Twilio.TwilioErrors"/>.</summary>
public static class LostSends
{
    public static CaseFinding FindingOf(int? code) =>
        code switch
        {
            21610 => CaseFinding.CarrierSaysOptedOut,
            30003 => CaseFinding.PhoneWasAway,
            21211 or 21614 or 21635 or 30005 or 30006 => CaseFinding.NumberTakesNoTexts,
            20003 or 21408 or 21603 or 21606 or 21608 or 21612 or 21659 or 21660 or 21703 =>
                CaseFinding.SenderNotAllowed,
            30002 or 30032 or 30034 => CaseFinding.SenderNotAllowed,
            _ => CaseFinding.ReplyLost,
        };
}
