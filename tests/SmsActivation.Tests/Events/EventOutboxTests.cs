using SmsActivation.Core.Accounts;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Import;
using SmsActivation.Core.Events;
using SmsActivation.Core.Privacy;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Cards.Import;

namespace SmsActivation.Tests.Events;

/// <summary>What is told of what happens to members and cards.</summary>
public sealed class EventOutboxTests : IAsyncDisposable
{
    private const string Phone = "+15550100001";
    private static readonly EventOptions Options = new() { Targets = [new EventTarget { Name = "site" }] };
    private readonly EventOutbox _events = new(Options);
    private readonly Spine _spine = new(events: Options);

    public ValueTask DisposeAsync() => _spine.DisposeAsync();

    [Fact]
    public async Task The_first_card_of_a_phone_makes_a_member_and_the_next_only_a_card()
    {
        await ActivateAsync(1);
        Assert.Equal(["1 member.activated", "2 card.activated"], await ToldAsync());
        await _spine.Temporary.ExecuteAsync("update cards set expires_on = '2000-01-01'");
        await ActivateAsync(2);
        Assert.Equal(["3 card.unlinked expired", "4 card.activated"], await ToldAsync(after: 2));
    }

    [Fact]
    public async Task What_is_refused_tells_nothing()
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        await ActivateAsync(2);
        await _spine.SayAsync("+15550100002", Spine.Card(2));
        Assert.Equal(["1 member.activated", "2 card.activated"], await ToldAsync());
    }

    [Fact]
    public async Task Who_closes_their_account_is_told_of_last_and_as_new_when_they_come_back()
    {
        await ActivateAsync(1);
        await SignInAsync();
        Assert.True(
            await new AccountClosing(_spine.Temporary.Database, _events).CloseAsync(
                new SignedIn { Id = 1, MemberId = 1 },
                _spine.Clock.GetUtcNow()
            )
        );
        Assert.Equal(["3 card.unlinked closed", "4 card.blocked closed", "5 member.closed"], await ToldAsync(after: 2));
        await ActivateAsync(2);
        Assert.Equal(["1 member.activated", "2 card.activated"], await ToldAsync(member: 2));
    }

    [Fact]
    public async Task A_password_of_ones_own_is_told_of()
    {
        await ActivateAsync(1);
        await SignInAsync();
        var sessions = new SessionStore(_spine.Temporary.Database, new AccountOptions(), _events);
        await sessions.ChangePasswordAsync(new SignedIn { Id = 1, MemberId = 1 }, "hash", _spine.Clock.GetUtcNow());
        Assert.Equal(["3 member.password_changed"], await ToldAsync(after: 2));
    }

    [Fact]
    public async Task Who_is_erased_is_told_of_by_number_and_nothing_else()
    {
        await ActivateAsync(1);
        var people = new PersonStore(_spine.Temporary.Database, new OptOutKey(key: null), _events);
        await _spine.Temporary.ExecuteAsync("update outbound_messages set state = 'delivered'");
        Assert.IsType<Erasure.Done>(await people.EraseAsync(Phone, hostIsLive: false, _spine.Clock.GetUtcNow()));
        Assert.Equal(
            ["3 card.unlinked erased", "4 card.blocked erased", "5 member.closed erased"],
            await ToldAsync(after: 2)
        );
    }

    [Fact]
    public async Task A_file_that_blocks_and_replaces_cards_tells_of_those_that_change()
    {
        await using var bench = new ImportBench { Events = _events };
        await bench.ImportAsync("number,state", "1001,Issued", "1002,Issued", "1003,Blocked", "1004,Issued");
        await bench.ImportAsync("number,state", "1001,Blocked", "1002,Replaced", "1003,Blocked", "1004,Issued");
        var told = await bench.Database.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                "select concat(v.type, ' ', c.number) from events v join cards c on c.id = v.card_id order by v.id"
            )
        );
        Assert.Equal(["card.blocked 1001", "card.replaced 1002"], told);
    }

    [Fact]
    public async Task A_linked_card_that_is_blocked_is_told_of_in_its_members_order()
    {
        await ActivateAsync(1);
        var rows = new[]
        {
            new CardRow
            {
                Line = 2,
                Number = Spine.Card(1),
                State = CardState.Blocked,
            },
        };
        var clock = new WritePace(_spine.Clock, () => false).Clock();
        await new ImportStore(_spine.Temporary.Database, _events).WriteAsync(rows, clock, _spine.Clock.GetUtcNow());
        Assert.Equal(["3 card.unlinked blocked", "4 card.blocked"], await ToldAsync(after: 2));
    }

    [Fact]
    public async Task Without_a_target_nothing_is_written_down()
    {
        await using var spine = new Spine();
        await spine.AddCardAsync(Spine.Card(1));
        Assert.Equal(OutcomeCode.Activated, (await spine.SayAsync(Phone, Spine.Card(1))).Code);
        Assert.Equal(0, await spine.Temporary.ScalarAsync<long>("select count(*) from events"));
    }

    private async Task ActivateAsync(int serial)
    {
        await _spine.AddCardAsync(Spine.Card(serial));
        Assert.Equal(OutcomeCode.Activated, (await _spine.SayAsync(Phone, Spine.Card(serial))).Code);
    }

    private Task SignInAsync() =>
        _spine.Temporary.ExecuteAsync(
            """
            insert into account_sessions (member_id, token_hash, must_change, created_at, seen_at, expires_at)
            values (1, 'hash', 1, @now, @now, @until)
            """,
            new { now = _spine.Clock.GetUtcNow(), until = _spine.Clock.GetUtcNow().AddHours(1) }
        );

    /// <summary>Sequence, type and reason of what the site is told of a member.</summary>
    private Task<IReadOnlyList<string>> ToldAsync(int after = 0, long member = 1) =>
        _spine.Temporary.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                """
                select concat(v.sequence, ' ', v.type, case when v.reason is null then '' else concat(' ', v.reason) end)
                from event_deliveries d join events v on v.id = d.event_id
                where d.subject = @subject and v.sequence > @after order by d.id
                """,
                new { after, subject = $"m:{member}" }
            )
        );
}
