using SmsActivation.Core.Alerts;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Campaigns;

/// <summary>Feeds each running campaign into the outbox at its pace. One host feeds a campaign at a time; all of
/// them send.</summary>
public sealed partial class CampaignFeeder(
    FeedStore turns,
    FeedLeases leases,
    FeedReturns returns,
    FeedWatch watch,
    CampaignStore campaigns,
    CampaignPaceOptions options,
    CampaignOptions wording,
    ReplyOptions replies,
    DayZones day,
    OutboundHold hold,
    OutboxWake wake,
    TimeProvider time,
    ILogger<CampaignFeeder> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WhenIdle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly Dictionary<long, Pace> _paces = [];
    private long? _tidiedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var running = 0;
                try
                {
                    running = await PassAsync(stoppingToken);
                }
                // The database is away: recipients wait where they are, and so do we.
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    LogPassFailed(exception);
                }
                await Task.Delay(running > 0 ? Every : WhenIdle, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await LeaveAsync();
        }
    }

    /// <summary>One turn for each campaign that runs; how many those are, but for series that rest between two texts.</summary>
    internal async Task<int> PassAsync(CancellationToken stopping)
    {
        // A lost host may have sent what waits: see the restore.
        if (hold.IsOn)
            return 0;
        if (_tidiedAt is not { } at || time.GetElapsedTime(at) >= TidyEvery)
        {
            _tidiedAt = time.GetTimestamp();
            await returns.TidyAsync(time.GetUtcNow());
        }
        var running = await leases.RunningAsync();
        foreach (var gone in _paces.Keys.Except(running.Select(campaign => campaign.Id)).ToList())
            _paces.Remove(gone);
        var resting = 0;
        foreach (var campaign in running)
        {
            if (stopping.IsCancellationRequested)
                break;
            if (_paces.TryGetValue(campaign.Id, out var pace) && time.GetUtcNow() < pace.RestsUntil)
                resting++;
            else
                await TryFeedAsync(campaign);
        }
        return running.Count - resting;
    }

    /// <summary>What is wrong with one of them, say, holds up no other.</summary>
    private async Task TryFeedAsync(Campaign campaign)
    {
        try
        {
            await FeedAsync(campaign);
        }
        catch (Exception exception)
        {
            LogFeedFailed(exception, campaign.Name);
            if (_paces.TryGetValue(campaign.Id, out var pace))
                pace.RestsUntil = time.GetUtcNow() + WhenIdle;
        }
    }

    private async Task FeedAsync(Campaign campaign)
    {
        if (!_paces.TryGetValue(campaign.Id, out var pace))
            _paces[campaign.Id] = pace = new Pace(
                time.GetTimestamp(),
                CampaignWords.Of(
                    campaign,
                    await campaigns.TextsAsync(campaign.Id),
                    wording,
                    replies,
                    await campaigns.ThenAsync(campaign.Id)
                )
            );
        var now = time.GetUtcNow();
        pace.Owed = FeedRules.Owed(pace.Owed, time.GetElapsedTime(pace.At), campaign.PerSecond);
        pace.At = time.GetTimestamp();
        var result = await turns.FeedAsync(campaign, _token, pace.Owed, day(now, campaign), pace.Words, now);
        switch (result)
        {
            case FeedResult.Fed fed:
                pace.Owed = FeedRules.Left(pace.Owed, fed.Texts, fed.Dropped);
                if (fed.Texts > 0)
                {
                    CrashPoints.Reach(CrashPoints.AfterTurn);
                    wake.Bell.Ring();
                }
                await LookAsync(campaign, pace, now);
                break;
            case FeedResult.Resting resting:
                var again = now + FeedRules.LookAgain;
                pace.RestsUntil = resting.Until < again ? resting.Until : again;
                await LookAsync(campaign, pace, now);
                break;
            case FeedResult.Done:
                LogDone(campaign.Name);
                break;
            case FeedResult.NotOurs:
                // Whoever feeds it has kept the pace until this moment.
                pace.Owed = 0;
                // A series is another host's for days.
                if (campaign.Kind == CampaignKind.Reminder)
                    pace.RestsUntil = now + WhenIdle;
                break;
        }
    }

    private async Task LookAsync(Campaign campaign, Pace pace, DateTimeOffset now)
    {
        if (pace.LookedAt is { } at && time.GetElapsedTime(at) < LookEvery)
            return;
        pace.LookedAt = time.GetTimestamp();
        var troubles = await watch.TroublesAsync(campaign.Id, now);
        if (FeedRules.WhyPause(troubles, options) is not { } reason)
            return;
        if (await watch.PauseAsync(campaign, _token, reason, now))
            LogPaused(AlertKind.CampaignPaused, campaign.Name, reason);
    }

    private async Task LeaveAsync()
    {
        try
        {
            await leases.LeaveAsync(_token);
        }
        // The database is away: the others wait for the lease to run out.
        catch (Exception exception)
        {
            LogPassFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign {Name}: everybody's turn has come")]
    private partial void LogDone(string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "ALERT {Kind}: campaign {Name} has paused by itself: {Reason}")]
    private partial void LogPaused(AlertKind kind, string name, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Campaigns could not be fed")]
    private partial void LogPassFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {Name} could not be fed: its recipients wait")]
    private partial void LogFeedFailed(Exception exception, string name);

    /// <summary>A campaign's clock on this host.</summary>
    private sealed class Pace(long at, CampaignWords words)
    {
        public CampaignWords Words { get; } = words;
        public double Owed { get; set; }
        public long At { get; set; } = at;
        public long? LookedAt { get; set; }
        public DateTimeOffset RestsUntil { get; set; }
    }
}
