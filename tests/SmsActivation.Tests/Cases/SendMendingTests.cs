using SmsActivation.Core.Cases;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Replies;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class SendMendingTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_reply_that_did_not_arrive_is_sent_again_as_a_row_of_its_own()
    {
        var lost = await LoseQuestionAsync();
        Assert.Equal(CaseAnswer.DoneTold, await ResendAsync(lost));
        var again = await _bench.SendAsync();
        Assert.Equal(
            (ReplyTemplate.MissingCardNumber, CaseBench.Phone, Spine.OurNumber),
            (again.Text.Template, again.Text.To, again.Text.TextedAddress)
        );
        Assert.NotEqual(lost, again.Text.Id);
        var facts = await _bench.OfPhoneAsync();
        Assert.Equal((lost, true), (facts.Send(again.Text.Id)!.InsteadOf, facts.Send(again.Text.Id)!.ByStaff));
        Assert.Equal(DeliveryState.Undelivered, facts.Send(lost)!.State);
        Assert.Equal(["olga ReplyResent: they called, ticket 12"], await _bench.ActsAsync());
    }

    [Fact]
    public async Task A_welcome_is_sent_again_with_a_password_drawn_anew()
    {
        await _bench.ActivateAsync();
        var lost = await _bench.SendAsync(DeliveryState.Undelivered, 30007);
        Assert.Equal(CaseAnswer.DoneTold, await ResendAsync(lost.Text.Id));
        var again = await _bench.SendAsync();
        Assert.Equal((ReplyTemplate.Activated, Spine.Card(1)[^4..]), (again.Text.Template, again.Text.Card));
        Assert.Equal(2, await _bench.CountAsync("temporary_passwords"));
    }

    [Fact]
    public async Task Two_who_resend_one_text_send_one()
    {
        var lost = await LoseQuestionAsync();
        var answers = await Task.WhenAll(ResendAsync(lost), ResendAsync(lost), ResendAsync(lost));
        Assert.Equal([CaseAnswer.DoneTold, CaseAnswer.Changed, CaseAnswer.Changed], answers.Order());
        Assert.Equal(2, await _bench.CountAsync("outbound_messages"));
        Assert.Single(await _bench.ActsAsync());
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("sent")]
    [InlineData("delivered")]
    [InlineData("unknown")]
    public async Task Only_what_surely_did_not_arrive_is_sent_again(string state)
    {
        var lost = await LoseQuestionAsync();
        await _bench.Spine.Temporary.ExecuteAsync(
            "update outbound_messages set state = @state, left_to_person = 'several match' where id > 0",
            new { state }
        );
        Assert.Equal(CaseAnswer.Changed, await ResendAsync(lost));
        Assert.Equal(1, await _bench.CountAsync("outbound_messages"));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Nobody_is_texted_who_has_opted_out()
    {
        var lost = await LoseQuestionAsync();
        await _bench.Spine.SayAsync(CaseBench.Phone, "STOP");
        Assert.Equal(CaseAnswer.OptedOut, await ResendAsync(lost));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task A_welcome_of_a_card_that_was_taken_back_is_out_of_date()
    {
        await _bench.ActivateAsync();
        var lost = await _bench.SendAsync(DeliveryState.Failed, 30003);
        await _bench.Links.UnlinkAsync(1, CaseBench.By, CaseBench.Why, _bench.Now);
        Assert.Equal(CaseAnswer.OutOfDate, await ResendAsync(lost.Text.Id));
    }

    [Fact]
    public async Task Of_two_texts_with_a_password_only_the_newer_is_worth_sending()
    {
        await _bench.ActivateAsync();
        var lost = await _bench.SendAsync(DeliveryState.Failed, 30003);
        await _bench.Spine.SayAsync(CaseBench.Phone, "PASSWORD");
        Assert.Equal(CaseAnswer.OutOfDate, await ResendAsync(lost.Text.Id));
    }

    [Fact]
    public async Task A_time_to_wait_that_ran_since_is_not_told_again()
    {
        var lost = await LoseQuestionAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update outbound_messages set wait_seconds = 60 where id > 0");
        Assert.Equal(CaseAnswer.OutOfDate, await ResendAsync(lost));
    }

    [Theory]
    [InlineData(true, "sent")]
    [InlineData(false, "failed")]
    public async Task A_send_left_to_a_person_ends_as_they_found_it(bool arrived, string state)
    {
        await _bench.ActivateAsync();
        var send = (await _bench.LeaveToPersonAsync()).Text.Id;
        Assert.Equal(CaseAnswer.Done, await FinishAsync(send, arrived));
        Assert.Equal(state, await _bench.AskAsync<string>("select state from outbound_messages"));
        Assert.Equal(["olga FinishedByHand: they called, ticket 12"], await _bench.ActsAsync());
        Assert.Equal(1, await _bench.CountAsync("temporary_passwords where voided_at is null"));
        Assert.Equal(CaseAnswer.Changed, await FinishAsync(send, arrived));
        Assert.Equal(arrived ? CaseAnswer.Changed : CaseAnswer.DoneTold, await ResendAsync(send));
    }

    [Fact]
    public async Task A_report_still_tells_what_became_of_one_that_was_finished_as_sent()
    {
        await _bench.ActivateAsync();
        var lease = await _bench.LeaveToPersonAsync();
        await FinishAsync(lease.Text.Id, arrived: true);
        await _bench.Delivery.ReportAsync(
            new(lease.Token, "SM1", DeliveryState.Delivered, null, "delivered"),
            _bench.Now
        );
        Assert.Equal("delivered", await _bench.AskAsync<string>("select state from outbound_messages"));
    }

    [Fact]
    public async Task A_send_that_is_still_being_looked_up_is_not_finished_by_hand()
    {
        await _bench.ActivateAsync();
        var send = (await _bench.LeaveToPersonAsync()).Text.Id;
        await _bench.Spine.Temporary.ExecuteAsync("update outbound_messages set left_to_person = null where id > 0");
        Assert.Equal(CaseAnswer.Changed, await FinishAsync(send, arrived: false));
        Assert.Equal("unknown", await _bench.AskAsync<string>("select state from outbound_messages"));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        var lost = await LoseQuestionAsync();
        Assert.Equal(CaseAnswer.NoReason, await _bench.Mending.ResendAsync(lost, CaseBench.By, "", _bench.Now));
        Assert.Equal(CaseAnswer.NoReason, await _bench.Mending.FinishAsync(lost, true, CaseBench.By, "", _bench.Now));
        Assert.Equal(1, await _bench.CountAsync("outbound_messages"));
    }

    private async Task<long> LoseQuestionAsync()
    {
        await _bench.Spine.SayAsync(CaseBench.Phone, "hello");
        return (await _bench.SendAsync(DeliveryState.Undelivered, 30008)).Text.Id;
    }

    private Task<CaseAnswer> ResendAsync(long send) =>
        _bench.Mending.ResendAsync(send, CaseBench.By, CaseBench.Why, _bench.Now);

    private Task<CaseAnswer> FinishAsync(long send, bool arrived) =>
        _bench.Mending.FinishAsync(send, arrived, CaseBench.By, CaseBench.Why, _bench.Now);
}
