using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Telemetry;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Webhooks;

/// <summary>Where a text became durable.</summary>
public enum Taken
{
    Inbox,
    SeenBefore,
    Spool,
}

internal static class TakenWords
{
    public static string Word(this Taken taken) =>
        taken switch
        {
            Taken.Inbox => AcceptPlaces.Inbox,
            Taken.SeenBefore => AcceptPlaces.SeenBefore,
            Taken.Spool => AcceptPlaces.Spool,
        };
}

/// <summary>Makes a text durable: in the inbox, or, while the database is away, in the spool. As long as something is in
/// the spool all that comes follows it, so that a phone's texts keep their order.</summary>
public sealed partial class TextIntake(
    InboxStore inbox,
    InboxWake wake,
    SpoolOptions options,
    TimeProvider time,
    ILogger<TextIntake> logger,
    TextSpool? spool = null
)
{
    /// <summary>Without a spool there is nowhere else to go, so the database has longer: until just before the carrier
    /// hangs up (README: rt=4000), for it comes again after a 503 and not always after silence.</summary>
    internal static readonly TimeSpan WithoutSpool = TimeSpan.FromSeconds(3);

    /// <exception cref="Exception">It is not known to be on disk anywhere: the carrier must be told to come again.</exception>
    public async Task<Taken> TakeAsync(InboundText text)
    {
        if (spool is null)
            return await AcceptAsync(text, WithoutSpool);
        if (spool.IsEmpty && await TryAcceptAsync(text) is { } taken)
            return taken;
        await spool.AppendAsync(text);
        return Taken.Spool;
    }

    /// <summary>Null when the database did not take it in time. It may take it yet; then the spool brings it a second
    /// time, and the inbox knows it by its SID.</summary>
    private async Task<Taken?> TryAcceptAsync(InboundText text)
    {
        try
        {
            return await AcceptAsync(text, options.After);
        }
        catch (Exception exception)
        {
            LogSpooled(exception.GetType().Name, text.Sid);
            return null;
        }
    }

    private async Task<Taken> AcceptAsync(InboundText text, TimeSpan within)
    {
        var accept = AcceptAsync(text);
        try
        {
            return await accept.WaitAsync(within, time);
        }
        catch
        {
            // Nobody waits for it any more, so nobody would see how it ended.
            _ = accept.ContinueWith(
                late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            throw;
        }
    }

    private async Task<Taken> AcceptAsync(InboundText text)
    {
        var accepted = await inbox.AcceptAsync(text);
        if (accepted == Accepted.New)
            wake.Bell.Ring();
        return accepted == Accepted.New ? Taken.Inbox : Taken.SeenBefore;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not take text {Sid} ({Fault}): to the spool")]
    private partial void LogSpooled(string fault, string sid);
}
