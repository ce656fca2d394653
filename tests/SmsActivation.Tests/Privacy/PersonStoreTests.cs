using SmsActivation.Core.Activation;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Privacy;

/// <summary>What is left of a person once erased: sums, SIDs and invariants.</summary>
public sealed partial class PersonStoreTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Other = "+14155552672";
    private readonly Spine _spine = new();
    private readonly PersonStore _people;

    public PersonStoreTests() =>
        _people = new PersonStore(_spine.Temporary.Database, new OptOutKey(key: null), EventOutbox.Off);

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        foreach (var (phone, card) in new[] { (Phone, Spine.Card(1)), (Other, Spine.Card(2)) })
        {
            await _spine.AddCardAsync(card);
            await _spine.SayAsync(phone, card);
            await _spine.SayAsync(phone, "what is this?");
            await _spine.SayAsync(phone, Spine.Card(9));
        }
        await _spine.Temporary.ExecuteAsync(
            """
            update members set profile = concat('Ann ', phone), password_hash = 'own', language = 'en';
            update cards set holder_phone = (select phone from members where members.id = cards.id)
            """
        );
        await SendAllAsync();
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task Nothing_in_any_table_names_an_erased_phone_and_all_sums_stay()
    {
        var before = await SumsAsync();
        var erased = Assert.IsType<Erasure.Done>(await EraseAsync()).What;
        Assert.Equal(
            (3, 2, 3, true, true, 1, 1, 1, false),
            (
                erased.Texts,
                erased.Replies,
                erased.LogRows,
                erased.Conversation,
                erased.Member,
                erased.Passwords,
                erased.Consents,
                erased.HolderOf,
                erased.OptOutKept
            )
        );
        Assert.Equal([Spine.Card(1)], erased.Blocked);
        Assert.Equal(before, await SumsAsync());
        await _spine.AssertInvariantsAsync();
        Assert.Empty(await EverywhereAsync(Phone));
        Assert.Empty(await EverywhereAsync("Ann " + Phone));
        Assert.NotEmpty(await EverywhereAsync(Other));
        Assert.Equal(0, await CountAsync("inbound_messages where sender like 'erased:%' and body <> ''"));
        Assert.Equal(2, await CountAsync("send_attempts where text = ''"));
    }

    [Fact]
    public async Task A_linked_card_is_blocked_and_nobody_activates_it_again()
    {
        await EraseAsync();
        Assert.Equal(OutcomeCode.CardBlocked, (await _spine.SayAsync(Phone, Spine.Card(1))).Code);
        Assert.Equal(OutcomeCode.CardBlocked, (await _spine.SayAsync("+14155552673", Spine.Card(1))).Code);
        Assert.Equal(OutcomeCode.AlreadyActive, (await _spine.SayAsync(Other, Spine.Card(2))).Code);
    }

    [Fact]
    public async Task Whoever_comes_back_is_somebody_new()
    {
        await EraseAsync();
        await _spine.AddCardAsync(Spine.Card(3));
        Assert.Equal(OutcomeCode.Activated, (await _spine.SayAsync(Phone, Spine.Card(3))).Code);
        Assert.Equal(3, await CountAsync("members"));
        await _spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_webhook_that_comes_again_is_known_by_its_sid()
    {
        var text = _spine.Text(Phone, "hello", sid: "SMagain");
        await _spine.Inbox.AcceptAsync(text);
        await HandleAllAsync();
        await SendAllAsync();
        await EraseAsync();
        Assert.Equal(Core.Inbox.Accepted.SeenBefore, await _spine.Inbox.AcceptAsync(text));
    }

    [Fact]
    public async Task While_a_text_is_not_handled_nothing_is_erased()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, Spine.Card(9)));
        Assert.Equal(new Erasure.UnderWay(1, 0), await EraseAsync());
        Assert.Equal(1, await CountAsync($"members where phone = '{Phone}'"));
        await HandleAllAsync();
        Assert.Equal(new Erasure.UnderWay(0, 1), await EraseAsync());
        await SendAllAsync();
        Assert.IsType<Erasure.Done>(await EraseAsync());
    }

    [Fact]
    public async Task A_send_of_unknown_end_is_waited_for_unless_it_was_left_to_a_person()
    {
        await _spine.SayAsync(Phone, Spine.Card(9));
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        await _spine.Sends.BeginAsync(lease, "text", null, Now);
        var lost = new SendFailure(SendFailureKind.Ambiguous, null, null, "no answer");
        await _spine.Sends.NotAcceptedAsync(lease, lost, new NextStep.Settle(), Now);
        Assert.IsType<Erasure.UnderWay>(await EraseAsync());
        await _spine.Temporary.ExecuteAsync(
            "update outbound_messages set left_to_person = 'several match' where state = 'unknown'"
        );
        Assert.IsType<Erasure.Done>(await EraseAsync());
        Assert.Empty(await EverywhereAsync(Phone));
    }

    [Fact]
    public async Task A_report_that_fails_a_reply_afterwards_makes_no_text_to_nobody()
    {
        await _spine.SayAsync(Phone, "PASSWORD");
        await _spine.SayAsync(Phone, "PASSWORD"); // answered by the same reply
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        await SendAsync(lease);
        await EraseAsync();
        var reports = new DeliveryStore(_spine.Temporary.Database);
        var report = new DeliveryReport(lease.Token, $"SM{lease.Text.Id}", DeliveryState.Failed, 30008, "failed");
        Assert.Equal(Reported.Moved, await reports.ReportAsync(report, Now));
        Assert.Equal(0, await CountAsync("outbound_messages where state = 'queued'"));
    }

    [Fact]
    public async Task Erasing_again_finds_nothing()
    {
        await EraseAsync();
        Assert.True(Assert.IsType<Erasure.Done>(await EraseAsync()).What.Nothing);
    }

    private Task<Erasure> EraseAsync() => _people.EraseAsync(Phone, hostIsLive: true, Now);

    private async Task HandleAllAsync()
    {
        foreach (var lease in await _spine.Claims.ClaimAsync(100, TimeSpan.FromSeconds(30), Now))
            await _spine.HandleAsync(lease);
    }

    private async Task SendAllAsync()
    {
        while (await _spine.SendClaims.ClaimAsync(8, Now) is { Count: > 0 } leases)
            foreach (var lease in leases)
                await SendAsync(lease);
    }

    private async Task SendAsync(SendLease lease)
    {
        var password = lease.Text.HoldsPassword
            ? new DrawnPassword(lease.Text.MemberId!.Value, "hash", Now + TimeSpan.FromHours(72))
            : null;
        Assert.True(await _spine.Sends.BeginAsync(lease, $"{lease.Text.Template} {lease.Text.Card}", password, Now));
        await _spine.Sends.AcceptedAsync(lease, $"SM{lease.Text.Id}", Now);
    }

    private Task<long> CountAsync(string what) => _spine.Temporary.ScalarAsync<long>($"select count(*) from {what}");

    private async Task<string> SumsAsync()
    {
        var sums = new List<string>();
        foreach (
            var table in new[] { "cards", "card_links", "members", "inbound_messages", "outbound_messages" }.Concat([
                "send_attempts",
                "activation_log",
                "activation_log where outcome = 'Activated'",
            ])
        )
            sums.Add($"{table} {await CountAsync(table)}");
        return string.Join(", ", sums);
    }

    /// <summary>Each "table.column" that holds the value anywhere in it.</summary>
    private async Task<IReadOnlyList<string>> EverywhereAsync(string value) =>
        await EveryColumn.HoldingAsync(_spine.Temporary.Database, value);
}
