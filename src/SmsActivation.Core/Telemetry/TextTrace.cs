using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Telemetry;

/// <summary>
/// One trace for each text, from its webhook to its delivery. A text rests in the inbox and its reply in the outbox, on
/// disk, and another host may go on with either: so the trace's id is not carried along but made from the SID that
/// stands in both, by a hash, and every step comes to the same one by itself, after a crash too. Steps have no parent,
/// for a span's own id cannot be foretold: they stand one after the other in the trace.
/// </summary>
public static class TextTrace
{
    public const string SourceName = ProductMeter.Name;

    private const int LongestSid = 64;
    private static readonly byte[] Salt = "SmsActivation/"u8.ToArray();
    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A step of this text's; null when nobody listens, or nobody knows which text it is. The caller ends it.</summary>
    /// <param name="sid">Of the customer's text, also for a step that is about its reply.</param>
    public static Activity? Begin(string step, ActivityKind kind, string? sid)
    {
        if (!Source.HasListeners() || sid is null or { Length: > LongestSid })
            return null;
        // Whatever this runs in, a request say, is another trace, and would be taken for the parent.
        var around = Activity.Current;
        Activity.Current = null;
        var parent = new ActivityContext(IdOf(sid), spanId: default, ActivityTraceFlags.None, isRemote: true);
        var begun = Source.StartActivity(step, kind, parent);
        if (begun is null)
            Activity.Current = around;
        return begun?.SetTag("messaging.system", CarrierMetrics.Messaging).SetTag("sms_activation.text.sid", sid);
    }

    /// <summary>The id of the trace of the text with this SID.</summary>
    public static ActivityTraceId IdOf(string sid)
    {
        Span<byte> salted = stackalloc byte[Salt.Length + (3 * LongestSid)];
        Salt.CopyTo(salted);
        var length = Salt.Length + Encoding.UTF8.GetBytes(sid, salted[Salt.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(salted[..length], hash);
        return ActivityTraceId.CreateFromBytes(hash[..16]);
    }

    /// <summary>What went wrong in this step: a word, never an exception's own, which may hold what it was about.</summary>
    public static void Failed(this Activity? step, string word) =>
        step?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", word);
}
