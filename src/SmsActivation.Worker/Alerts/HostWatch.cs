using SmsActivation.Core.Alerts;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Events;

namespace SmsActivation.Worker.Alerts;

/// <summary>Writes into this host's row what only it knows. While the database does not take even that, it tells the
/// webhooks by itself: nobody else can, and no text can leave.</summary>
public sealed partial class HostWatch(
    HostStore hosts,
    HostName host,
    AlertStore alerts,
    WebhookTally tally,
    EventPost post,
    AlertOptions options,
    TwilioOptions twilio,
    TimeProvider time,
    ILogger<HostWatch> logger,
    TextSpool? spool = null
) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _awaySince;
    private readonly HashSet<string> _told = [];

    private TimeSpan Every => options.Every < Longest ? options.Every : Longest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await PassAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    internal async Task PassAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        try
        {
            await hosts.SayAsync(host, Facts(), now).WaitAsync(Patience, time, stopping);
            if (_awaySince is { } since && now - since > options.DatabaseAway)
                await alerts.EndedAsync(new Alert(AlertKind.DatabaseAway, host.Name), since, now);
            _awaySince = null;
            _told.Clear();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        // The database is away, full or locked.
        catch (Exception exception)
        {
            _awaySince ??= now;
            if (now - _awaySince > options.DatabaseAway)
                await TellAsync(_awaySince.Value, exception, now, stopping);
        }
    }

    private HostFacts Facts()
    {
        var (taken, refused) = tally.Lately;
        return new HostFacts(taken, refused, spool?.Count ?? 0, spool?.OldestAt, spool?.IsFailing == true);
    }

    /// <summary>Once to each receiver that takes it, from memory.</summary>
    private async Task TellAsync(DateTimeOffset since, Exception fault, DateTimeOffset now, CancellationToken stopping)
    {
        if (_told.Add(host.Id))
            LogAway(fault, AlertKind.DatabaseAway, since);
        var alert = new StandingAlert
        {
            Kind = AlertKind.DatabaseAway,
            Subject = host.Name,
            RaisedAt = since,
            LastSeenAt = now,
        };
        var id = $"alr_{host.Id}{since.ToUnixTimeSeconds():x}";
        var body = AlertBody.Write(alert, AlertNews.Raised, twilio.PublicBaseUrl, NotTexted, now);
        foreach (var target in options.Targets.Where(target => !_told.Contains(target.Name)))
            if (await post.SendAsync(target, id, body, stopping) is EventAnswer.Told)
                _told.Add(target.Name);
    }

    private const string NotTexted = "not texted: a text leaves through the database";

    [LoggerMessage(Level = LogLevel.Error, Message = "ALERT {Kind}: the database has not answered since {Since}")]
    private partial void LogAway(Exception exception, AlertKind kind, DateTimeOffset since);
}
