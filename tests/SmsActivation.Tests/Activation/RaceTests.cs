using SmsActivation.Core.Activation;

namespace SmsActivation.Tests.Activation;

/// <summary>At the same instant: exactly one wins, and every loser is told what a late comer would be told.</summary>
public sealed class RaceTests
{
    [Fact]
    public async Task Many_phones_for_one_card_give_one_activation()
    {
        await using var spine = new Spine();
        const int Rounds = 25;
        const int Phones = 8;
        var outcomes = new List<OutcomeCode>();
        for (var round = 0; round < Rounds; round++)
        {
            await spine.AddCardAsync(Spine.Card(round));
            for (var phone = 0; phone < Phones; phone++)
                await spine.Inbox.AcceptAsync(spine.Text($"+1415{round:000}{phone:0000}", Spine.Card(round)));
            outcomes.AddRange(await HandleAllAtOnceAsync(spine));
        }
        Assert.Equal(Rounds, outcomes.Count(code => code == OutcomeCode.Activated));
        Assert.Equal(Rounds * (Phones - 1), outcomes.Count(code => code == OutcomeCode.CardAlreadyLinked));
        await spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task One_phone_for_many_cards_gives_one_activation_and_keeps_the_order()
    {
        await using var spine = new Spine(new ActivationLimits { FailedTries = 100 });
        const int Phones = 20;
        const int Cards = 4;
        for (var card = 0; card < Phones * Cards; card++)
            await spine.AddCardAsync(Spine.Card(card));
        for (var phone = 0; phone < Phones; phone++)
        for (var card = 0; card < Cards; card++)
            await spine.Inbox.AcceptAsync(spine.Text($"+1415555{phone:0000}", Spine.Card((phone * Cards) + card)));
        await HandleAllAtOnceAsync(spine);
        Assert.Equal(Phones, await spine.Temporary.ScalarAsync<long>("select count(*) from card_links"));
        // The first text of each phone won: its texts were handled in order.
        Assert.Equal(
            Phones,
            await spine.Temporary.ScalarAsync<long>(
                """
                select count(*) from activation_log l
                where l.outcome = 'Activated'
                    and l.inbound_id = (select min(i.id) from inbound_messages i where i.sender = l.phone)
                """
            )
        );
        await spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task Two_workers_never_hold_one_sender()
    {
        await using var spine = new Spine();
        for (var i = 0; i < 50; i++)
            await spine.Inbox.AcceptAsync(spine.Text($"+1415555{i % 10:0000}", "hello"));
        var claims = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ => spine.Claims.ClaimAsync(3, TimeSpan.FromSeconds(30), spine.Clock.GetUtcNow()))
        );
        // One that another is claiming at that instant may be passed over, and is there at the next look.
        var rest = await spine.Claims.ClaimAsync(50, TimeSpan.FromSeconds(30), spine.Clock.GetUtcNow());
        var senders = claims.SelectMany(leases => leases).Concat(rest).Select(lease => lease.Sender).ToList();
        Assert.Equal(10, senders.Count);
        Assert.Equal(10, senders.Distinct().Count());
    }

    [Fact]
    public async Task A_worker_whose_lease_ran_out_writes_nothing()
    {
        await using var spine = new Spine();
        await spine.AddCardAsync(Spine.Card(1));
        await spine.Inbox.AcceptAsync(spine.Text("+14155552671", Spine.Card(1)));
        var frozen = (await spine.Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), spine.Clock.GetUtcNow()))[0];
        spine.Clock.Advance(TimeSpan.FromSeconds(31));
        var heir = (await spine.Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), spine.Clock.GetUtcNow()))[0];

        var late = await spine.Flow.HandleAsync(frozen, frozen.Texts[0], endsLease: true);
        Assert.Equal(Applied.LeaseLost, late.Applied);
        Assert.Equal(0, await spine.Temporary.ScalarAsync<long>("select count(*) from activation_log"));

        var handled = await spine.Flow.HandleAsync(heir, heir.Texts[0], endsLease: true);
        Assert.Equal((Applied.Done, OutcomeCode.Activated), (handled.Applied, handled.Outcome!.Code));
        Assert.Equal(2, heir.Texts[0].Attempt);
    }

    private static async Task<IReadOnlyList<OutcomeCode>> HandleAllAtOnceAsync(Spine spine)
    {
        var leases = await spine.Claims.ClaimAsync(100, TimeSpan.FromSeconds(30), spine.Clock.GetUtcNow());
        using var gun = new Barrier(leases.Count + 1);
        var tasks = leases
            .Select(lease =>
                Task.Factory.StartNew(
                        () =>
                        {
                            gun.SignalAndWait();
                            return spine.HandleAsync(lease);
                        },
                        TaskCreationOptions.LongRunning
                    )
                    .Unwrap()
            )
            .ToList();
        gun.SignalAndWait();
        return [.. (await Task.WhenAll(tasks)).Select(outcome => outcome!.Code)];
    }
}
