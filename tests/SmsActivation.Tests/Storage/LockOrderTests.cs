using System.Text.RegularExpressions;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Campaigns;

namespace SmsActivation.Tests.Storage;

/// <summary>Two operations that lock alike wait for each other, and on SQL Server two that do not can end in a deadlock:
/// conversation, inbox, card, member, a campaign's recipient, outbox.</summary>
public sealed partial class LockOrderTests : IAsyncLifetime
{
    private static readonly string[] Order =
    [
        "conversations",
        "inbound_messages",
        "cards",
        "members",
        "campaign_recipients",
        "outbound_messages",
    ];

    private readonly CampaignBench _bench = new();
    private readonly NotingDialect _noted = new();
    private SqliteDatabase _database = null!;

    public Task InitializeAsync()
    {
        _database = new SqliteDatabase(_bench.Spine.Temporary.Connections, _noted);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_refusal_that_is_found_in_the_carriers_list_ends_consents_before_it_locks_the_text()
    {
        await _bench.FeedAsync(await _bench.RunAsync(recipients: 1));
        var lease = Assert.Single(await _bench.ClaimAsync());
        await _bench.Spine.Sends.BeginAsync(lease, "text", password: null, _bench.Now);
        var timeout = new SendFailure(SendFailureKind.Ambiguous, null, null, "no answer");
        await _bench.Spine.Sends.NotAcceptedAsync(lease, timeout, new NextStep.Settle(), _bench.Now);
        var options = new OutboxOptions();
        _bench.Spine.Clock.Advance(options.SettleAfter);
        var look = Assert.Single(await new SettleClaims(_bench.Database, options).ClaimAsync(1, _bench.Now));

        var found = new LookResult.Found(new FoundTry(lease.Token, "SM1", "failed", 21610), []);
        Assert.True(await new SettleStore(_database, options).SettleAsync(look, found, _bench.Now));
        Assert.Equal(["conversations", "members", "outbound_messages"], Locked());
    }

    [Fact]
    public async Task A_text_that_goes_back_to_the_list_is_locked_after_its_recipient()
    {
        await _bench.FeedAsync(await _bench.RunAsync(recipients: 1));
        _bench.Spine.Clock.Advance(FeedRules.Stale);
        Assert.Equal(1, await new FeedReturns(_database).TidyAsync(_bench.Now));
        Assert.Equal(["campaign_recipients", "outbound_messages"], Locked());
    }

    /// <summary>Of the tables that have a place, each as it was first locked.</summary>
    private IEnumerable<string> Locked() =>
        _noted
            .Statements.SelectMany(sql => Locks().Matches(sql))
            .Select(match => match.Groups["table"].Value)
            .Where(Order.Contains)
            .Distinct();

    [GeneratedRegex(
        @"^\s*(update|delete from) (?<table>\w+)|(from|join) (?<table>\w+)( \w+)?/\*locked\*/",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Locks();

    private sealed class NotingDialect : SqliteDialect
    {
        public List<string> Statements { get; } = [];

        public override string Locked => "/*locked*/";

        internal override void Running(string sql) => Statements.Add(sql);
    }
}
