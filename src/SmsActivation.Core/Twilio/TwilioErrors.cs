using System.Collections.Frozen;

namespace SmsActivation.Core.Twilio;

/// <summary>One of Twilio's error codes (https://www.twilio.com/docs/api/errors).</summary>
/// <param name="Meaning">In our words, for logs and the dashboard.</param>
/// <param name="Kind">What may be done; on a delivery report, NotProcessed says that a new send may succeed later.</param>
/// <param name="Pace">The least time to wait before another try.</param>
public sealed record TwilioError(int Code, string Meaning, SendFailureKind Kind, TimeSpan? Pace = null);

/// <summary>The one place that sorts Twilio's answers; the reasons are in docs/decisions/0011-send-failures.md.</summary>
public static class TwilioErrors
{
    private static readonly TimeSpan Slower = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CarrierHold = TimeSpan.FromMinutes(20);

    // Daily caps end at midnight of a zone that differs by product, so ask again each hour.
    private static readonly TimeSpan NextDay = TimeSpan.FromHours(1);

    public static IReadOnlyList<TwilioError> All { get; } =
    [
        // Answers to a request: the account, the key or the sender.
        new(20003, "the key or token is wrong, or may not send", SendFailureKind.OurFault),
        new(21408, "sending to this region is not switched on", SendFailureKind.OurFault),
        new(21603, "no sender given", SendFailureKind.OurFault),
        new(21606, "the sender cannot text this destination", SendFailureKind.OurFault),
        new(21659, "the sender is not a Twilio number, or a short code of another country", SendFailureKind.OurFault),
        new(21660, "the sender belongs to another account", SendFailureKind.OurFault),
        new(21703, "the messaging service has no number to send from", SendFailureKind.OurFault),
        // Answers to a request: too fast, refused before anything was done.
        new(20429, "too many requests", SendFailureKind.NotProcessed, TimeSpan.FromSeconds(10)),
        new(21611, "the sender's queue is full", SendFailureKind.NotProcessed, Slower),
        // Answers to a request: Twilio's own trouble, after which it may or may not have the text.
        new(20500, "Twilio failed inside", SendFailureKind.Ambiguous),
        new(20503, "Twilio was not available", SendFailureKind.Ambiguous),
        // Answers to a request: the recipient or the text.
        new(20404, "no such resource", SendFailureKind.Rejected),
        new(21211, "the recipient is not a valid phone number", SendFailureKind.Rejected),
        new(21212, "the sender is not a valid number", SendFailureKind.Rejected),
        new(21266, "sender and recipient are the same", SendFailureKind.Rejected),
        new(21602, "the text is empty", SendFailureKind.Rejected),
        new(21604, "no recipient given", SendFailureKind.Rejected),
        new(21608, "a trial account may text verified numbers only", SendFailureKind.Rejected),
        new(21610, "the recipient has opted out", SendFailureKind.Rejected),
        new(21612, "the recipient cannot be reached by SMS from this sender", SendFailureKind.Rejected),
        new(21614, "the recipient is not a mobile number", SendFailureKind.Rejected),
        new(21617, "the text is longer than 1600 signs", SendFailureKind.Rejected),
        new(21635, "the recipient is a landline", SendFailureKind.Rejected),
        new(21654, "this channel needs an approved template", SendFailureKind.Rejected),
        // Delivery reports: a new send may succeed later.
        new(30001, "Twilio's queue overflowed", SendFailureKind.NotProcessed, Slower),
        new(30017, "the carrier is congested", SendFailureKind.NotProcessed, Later),
        new(30022, "the US 10DLC rate limit was passed", SendFailureKind.NotProcessed, Slower),
        new(30023, "the US 10DLC daily cap was reached", SendFailureKind.NotProcessed, NextDay),
        new(30036, "the text outlived its validity period", SendFailureKind.NotProcessed),
        new(30450, "delivery was held back as too many texts", SendFailureKind.NotProcessed, CarrierHold),
        new(30500, "Twilio failed inside, the text is lost", SendFailureKind.NotProcessed),
        new(63038, "the account's daily limit was reached", SendFailureKind.NotProcessed, NextDay),
        // Delivery reports: it may have arrived.
        new(30410, "the provider timed out", SendFailureKind.Ambiguous),
        // Delivery reports: final.
        new(30002, "the account is suspended", SendFailureKind.Rejected),
        new(30003, "the phone is switched off or out of reach", SendFailureKind.Rejected),
        new(30004, "the recipient or the carrier blocks us", SendFailureKind.Rejected),
        new(30005, "the number is not in service", SendFailureKind.Rejected),
        new(30006, "a landline, or a carrier that cannot be reached", SendFailureKind.Rejected),
        new(30007, "a spam filter on the way took the text", SendFailureKind.Rejected),
        new(30008, "the carrier gave no reason", SendFailureKind.Rejected),
        new(30009, "a part of an inbound text was lost", SendFailureKind.Rejected),
        new(30010, "the price is above our maximum", SendFailureKind.Rejected),
        new(30011, "the number takes no pictures in this region", SendFailureKind.Rejected),
        new(30032, "the toll-free number is not verified", SendFailureKind.Rejected),
        new(30034, "the number is not registered for US 10DLC", SendFailureKind.Rejected),
        // Twilio's debugger: it could not use our webhook's answer.
        new(11200, "Twilio could not reach our webhook", SendFailureKind.Rejected),
        new(12300, "our webhook answered with a wrong content type", SendFailureKind.Rejected),
    ];

    private static readonly FrozenDictionary<int, TwilioError> ByCode = All.ToFrozenDictionary(error => error.Code);

    public static TwilioError? Find(int code) => ByCode.GetValueOrDefault(code);

    /// <summary>Sorts an answer that is no success; a known code wins over the HTTP class, a 5xx over every code.</summary>
    public static SendFailure Sort(int httpStatus, int? code, TimeSpan? retryAfter = null)
    {
        var known = code is { } number ? Find(number) : null;
        var kind = httpStatus >= 500 ? SendFailureKind.Ambiguous : known?.Kind ?? KindOf(httpStatus, code);
        var reason =
            known?.Meaning ?? (code is null ? $"HTTP {httpStatus}" : $"HTTP {httpStatus}, unlisted code {code}");
        return new SendFailure(kind, httpStatus, code, reason, Longer(retryAfter, known?.Pace));
    }

    private static SendFailureKind KindOf(int httpStatus, int? code) =>
        httpStatus switch
        {
            429 => SendFailureKind.NotProcessed,
            401 or 403 => SendFailureKind.OurFault,
            // We follow no redirects: Twilio gives none, so Twilio:ApiBaseUrl or something in between is wrong.
            >= 300 and < 400 => SendFailureKind.OurFault,
            // Without a code of Twilio's these come from a proxy or a wrong address, not from a bad recipient.
            404 or 405 or 407 when code is null => SendFailureKind.OurFault,
            // Gateways say 408 also when their own back end was slow, so it proves nothing.
            408 => SendFailureKind.Ambiguous,
            >= 400 and < 500 => SendFailureKind.Rejected,
            _ => SendFailureKind.Ambiguous,
        };

    private static TimeSpan? Longer(TimeSpan? asked, TimeSpan? pace) =>
        asked is null ? pace
        : pace is null || asked > pace ? asked
        : pace;
}
