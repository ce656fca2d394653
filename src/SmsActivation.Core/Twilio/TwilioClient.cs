using System.Runtime.CompilerServices;
using SmsActivation.Core.Telemetry;

namespace SmsActivation.Core.Twilio;

/// <summary>
/// Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource). It logs nothing and
/// retries nothing.
/// </summary>
public sealed class TwilioClient
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    private readonly TimeProvider time;
    private readonly TwilioCalls calls;
    private readonly TwilioPaging paging;

    /// <param name="http">From <see cref="TwilioHttp.CreateClient"/>.</param>
    public TwilioClient(HttpClient http, TwilioOptions options, TimeProvider time)
    {
        this.time = time;
        calls = new TwilioCalls(http, options, time);
        paging = new TwilioPaging(options.ApiBaseUrl);
    }

    /// <summary>
    /// Hands one text to Twilio, once. Whatever goes wrong before the first byte is written is NotProcessed, after it
    /// Ambiguous unless Twilio says otherwise.
    /// </summary>
    /// <param name="deadline">For all of it, started before the caller's own commit.</param>
    /// <param name="stopping">Ends a send that has not begun; one that has runs on to its deadline.</param>
    public async Task<CreateResult> CreateAsync(
        OutgoingMessage message,
        SendDeadline deadline,
        CancellationToken stopping = default
    )
    {
        var began = time.GetTimestamp();
        var result = await CreateOnceAsync(message, deadline, stopping);
        CarrierMetrics.Called("send", time.GetElapsedTime(began), (result as CreateResult.Failed)?.Failure.Kind);
        return result;
    }

    private async Task<CreateResult> CreateOnceAsync(
        OutgoingMessage message,
        SendDeadline deadline,
        CancellationToken stopping
    )
    {
        var once = new SendOnce(deadline);
        using var abort = deadline.ToCancellation();
        await using var stop = stopping.Register(() =>
        {
            if (once.GiveUp())
                abort.Cancel();
        });

        TwilioAnswer answer;
        try
        {
            answer = await calls.CreateAsync(message, once, abort.Token);
        }
        // Whatever the handler throws, what counts is whether a byte was written.
        catch (Exception cause)
        {
            // A timer may fire a hair before the clock says so, hence both.
            var late = abort.IsCancellationRequested || deadline.Passed;
            return new CreateResult.Failed(
                Unanswered.Create(cause, once.Started, late, stopping.IsCancellationRequested)
            );
        }

        if (!answer.Succeeded)
            return new CreateResult.Failed(answer.ToFailure());
        return answer.Parse(TwilioJson.Default.TwilioCreated) is { Sid.Length: > 0 } created
            ? new CreateResult.Accepted(created.Sid, created.Status ?? "accepted", created.ErrorCode)
            : new CreateResult.Failed(
                new SendFailure(SendFailureKind.Ambiguous, answer.Status, null, "the answer could not be read")
            );
    }

    /// <summary>The message, or null if Twilio has none with this SID.</summary>
    /// <exception cref="TwilioCallException">No usable answer.</exception>
    public async Task<TwilioMessage?> FetchAsync(string sid, CancellationToken ct = default)
    {
        var answer = await CallAsync("fetch", abort => calls.FetchAsync(sid, abort), ct);
        return IsUnknownSid(answer)
            ? null
            : Expect(answer, answer.Parse(TwilioJson.Default.TwilioMessage), message => message.Sid is not null);
    }

    /// <summary>All messages that fit, newest first as Twilio gives them, page by page as they are read.</summary>
    /// <exception cref="TwilioCallException">No usable answer.</exception>
    public async IAsyncEnumerable<TwilioMessage> ListAsync(
        MessageFilter filter,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var answer = await CallAsync("list", abort => calls.ListAsync(filter, abort), ct);
        while (true)
        {
            var page = Expect(answer, answer.Parse(TwilioJson.Default.TwilioPage), page => page.Messages is not null);
            foreach (var message in page.Messages!)
            {
                yield return message with
                {
                    ClockAhead = answer.ClockAhead,
                };
            }
            if (paging.Next(page.NextPageUri) is not { } next)
                yield break;
            // A list cut short must not look complete: "Twilio has no such text" is what a resend would rest on.
            if (!seen.Add(next))
                throw Unusable("the pages lead in a circle");
            answer = await CallAsync("list", abort => calls.PageAsync(next, abort), ct);
        }
    }

    /// <summary>Empties the text that Twilio keeps; false if it has no message with this SID.</summary>
    /// <exception cref="TwilioCallException">No usable answer, or the message is not in a final state yet.</exception>
    public async Task<bool> RedactAsync(string sid, CancellationToken ct = default)
    {
        var answer = await CallAsync("redact", abort => calls.EmptyBodyAsync(sid, abort), ct);
        if (IsUnknownSid(answer))
            return false;
        Expect(answer, answer, _ => true);
        return true;
    }

    /// <summary>Twilio's own word for it: a bare 404 is a proxy's, or a wrong Twilio:ApiBaseUrl.</summary>
    private static bool IsUnknownSid(TwilioAnswer answer) => !answer.Succeeded && answer.ToFailure().Code == 20404;

    private async Task<TwilioAnswer> CallAsync(
        string operation,
        Func<CancellationToken, Task<TwilioAnswer>> call,
        CancellationToken ct
    )
    {
        using var timeout = new CancellationTokenSource(CallTimeout, time);
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        var began = time.GetTimestamp();
        try
        {
            var answer = await call(abort.Token);
            Called(answer.Succeeded ? null : answer.ToFailure().Kind);
            return answer;
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            var failure = Unanswered.Call(cause);
            Called(failure.Kind);
            throw new TwilioCallException(failure, cause);
        }

        void Called(SendFailureKind? failed) => CarrierMetrics.Called(operation, time.GetElapsedTime(began), failed);
    }

    private static T Expect<T>(TwilioAnswer answer, T? read, Func<T, bool> whole)
        where T : class
    {
        if (answer.Succeeded)
            return read is not null && whole(read) ? read : throw Unusable("the answer could not be read");
        var failure = answer.ToFailure();
        throw new TwilioCallException(
            failure.Kind == SendFailureKind.Ambiguous ? failure with { Kind = SendFailureKind.NotProcessed } : failure
        );
    }

    private static TwilioCallException Unusable(string reason) =>
        new(new SendFailure(SendFailureKind.NotProcessed, 200, null, reason));
}
