using SmsActivation.Core.Alerts;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Tests.Events;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Alerts;

/// <summary>A database where alerts stand, a receiver's name and two people on call.</summary>
internal sealed class AlertBench : IAsyncDisposable
{
    public const string First = "+15550100001";
    public const string Second = "+15550100002";
    public const string Brand = "Demo Club";
    public const string OurNumber = "+•••••1111";

    public AlertBench(AlertOptions? options = null, string url = "https://ops.example/hook")
    {
        Options =
            options
            ?? new AlertOptions
            {
                OnCall = [First, Second],
                Webhooks = [new AlertWebhook { Url = url, Secret = EventBench.Secret }],
            };
        Store = new AlertStore(Temporary.Database);
        Telling = new AlertTelling(Temporary.Database, Options, Key, Brand, OurNumber);
        Notices = new AlertNotices(Temporary.Database);
        Query = new AlertQuery(Temporary.Database, Store);
    }

    public OptOutKey Key { get; } = new("a key of the tests, 16 signs or more");
    public TemporaryDatabase Temporary { get; } = new();
    public ManualClock Clock { get; } = new();
    public AlertOptions Options { get; }
    public AlertStore Store { get; }
    public AlertTelling Telling { get; }
    public AlertNotices Notices { get; }
    public AlertQuery Query { get; }
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>A look that finds exactly these.</summary>
    public async Task<IReadOnlyList<Alert>> LookAsync(params Alert[] found) =>
        await Store.ApplyAsync(AlertChanges.Between(await Store.StandingAsync(), found, Options, Now), Now);

    /// <summary>Tells what is due; <c>Kind:raised</c> and the like.</summary>
    public async Task<IReadOnlyList<string>> TellAsync()
    {
        var told = new List<string>();
        foreach (var alert in await Telling.DueAsync(Now))
            if (await Telling.TellAsync(alert, Now) is { } news)
                told.Add($"{alert.Kind}:{news.Word()}");
        return told;
    }

    /// <summary>What leaves for one of those on call, and what has.</summary>
    public Task<IReadOnlyList<string>> TextsAsync(string phone = First) =>
        Temporary.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                "select words from outbound_messages where sender = @phone and template = 'OnCall' order by id",
                new { phone }
            )
        );

    public async Task<StandingAlert> OneAsync() => Assert.Single(await Store.StandingAsync());

    public Task<int> CountAsync(string condition) =>
        Temporary.ScalarAsync<int>($"select count(*) from alert_notices where {condition}")!;

    public SendClaims Claims => new(Temporary.Database, new OutboxOptions());

    public async ValueTask DisposeAsync() => await Temporary.DisposeAsync();
}
