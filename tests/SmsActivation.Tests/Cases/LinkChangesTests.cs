using SmsActivation.Core.Activation;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Replies;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class LinkChangesTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_unlinked_card_is_anybodys_and_its_next_holder_starts_clean()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(CaseAnswer.DoneTold, await UnlinkAsync());
        Assert.Equal("Issued", await _bench.StateOfCardAsync());
        Assert.Equal("unlinked", await _bench.AskAsync<string>("select unlink_reason from card_links"));
        Assert.Equal(0, await _bench.CountAsync("temporary_passwords where voided_at is null"));
        Assert.Equal(OutcomeCode.Activated, (await _bench.Spine.SayAsync(CaseBench.Other, Spine.Card(1))).Code);
        Assert.Equal(2, await _bench.CountAsync("members"));
        Assert.Equal(["olga CardUnlinked: they called, ticket 12"], await _bench.ActsAsync());
        await _bench.Spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task The_holder_and_the_shops_systems_are_told()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await UnlinkAsync();
        var told = await _bench.SendAsync();
        Assert.Equal(
            (ReplyTemplate.CardUnlinked, CaseBench.Phone, Spine.Card(1)[^4..]),
            (told.Text.Template, told.Text.To, told.Text.Card)
        );
        Assert.Contains("card.unlinked unlinked", await _bench.EventsAsync());
    }

    [Fact]
    public async Task A_holder_who_has_opted_out_is_not_told()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await _bench.Spine.SayAsync(CaseBench.Phone, "STOP");
        Assert.Equal(CaseAnswer.DoneUntold, await UnlinkAsync());
        Assert.Empty(await _bench.ToldAsync());
        Assert.Equal("Issued", await _bench.StateOfCardAsync());
    }

    [Fact]
    public async Task A_welcome_that_waits_does_not_follow()
    {
        await _bench.ActivateAsync();
        await UnlinkAsync();
        Assert.Equal(ReplyTemplate.CardUnlinked, (await _bench.SendAsync()).Text.Template);
    }

    [Fact]
    public async Task Who_keeps_another_card_keeps_the_password_for_it()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await _bench.Spine.AddCardAsync(Spine.Card(2));
        await _bench.Spine.Temporary.ExecuteAsync(
            """
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            select c.id, 1, 2, 'sms', @at from cards c where c.number = @number
            """,
            new { at = _bench.Now.AddHours(-1), number = Spine.Card(2) }
        );
        await _bench.Spine.Temporary.ExecuteAsync("update cards set state = 'Active' where state = 'Issued'");
        Assert.Equal(CaseAnswer.DoneTold, await UnlinkAsync(link: 2));
        Assert.Equal(1, await _bench.CountAsync("temporary_passwords where voided_at is null"));
        // The one that came with the card goes with it, whatever is left.
        Assert.Equal(CaseAnswer.Changed, await UnlinkAsync(link: 2));
    }

    [Fact]
    public async Task Two_who_unlink_at_once_unlink_once()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        var answers = await Task.WhenAll(UnlinkAsync(), UnlinkAsync(), UndoAsync());
        Assert.Single(answers, answer => answer.IsDone());
        Assert.Single(await _bench.ActsAsync());
        Assert.Single(await _bench.ToldAsync());
    }

    [Fact]
    public async Task An_undone_activation_leaves_no_password_and_no_consent()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(CaseAnswer.DoneTold, await UndoAsync());
        Assert.Equal("Issued", await _bench.StateOfCardAsync());
        Assert.Equal("undone", await _bench.AskAsync<string>("select unlink_reason from card_links"));
        Assert.Equal(0, await _bench.CountAsync("temporary_passwords where voided_at is null"));
        Assert.Equal(0, await _bench.CountAsync("consents where revoked_at is null"));
        Assert.Equal(["ActivationUndone"], await _bench.ToldAsync());
        Assert.Equal(["olga ActivationUndone: they called, ticket 12"], await _bench.ActsAsync());
        Assert.Equal(OutcomeCode.Activated, (await _bench.Spine.SayAsync(CaseBench.Other, Spine.Card(1))).Code);
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_an_activation_stands()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(LinkChanges.UndoWithin);
        Assert.Equal(CaseAnswer.TooLate, await UndoAsync());
        Assert.Equal("Active", await _bench.StateOfCardAsync());
        Assert.Empty(await _bench.ActsAsync());
        Assert.Empty(await _bench.ToldAsync());
    }

    [Theory]
    [InlineData("Blocked")]
    [InlineData("Replaced")]
    public async Task A_card_that_is_not_in_use_is_left_as_it_is(string state)
    {
        await _bench.ActivateAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update cards set state = @state where id > 0", new { state });
        Assert.Equal(CaseAnswer.Changed, await UnlinkAsync());
        Assert.Equal(state, await _bench.StateOfCardAsync());
        Assert.Equal(1, await _bench.CountAsync("card_links where unlinked_at is null"));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        await _bench.ActivateAsync();
        Assert.Equal(CaseAnswer.NoReason, await _bench.Links.UnlinkAsync(1, CaseBench.By, "", _bench.Now));
        Assert.Equal(CaseAnswer.NoReason, await _bench.Links.UndoAsync(1, CaseBench.By, "", _bench.Now));
        Assert.Equal("Active", await _bench.StateOfCardAsync());
    }

    private Task<CaseAnswer> UnlinkAsync(long link = 1) =>
        _bench.Links.UnlinkAsync(link, CaseBench.By, CaseBench.Why, _bench.Now);

    private Task<CaseAnswer> UndoAsync() => _bench.Links.UndoAsync(1, CaseBench.By, CaseBench.Why, _bench.Now);
}
