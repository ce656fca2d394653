using SmsActivation.Core.Cases;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Cases;

public sealed class PasswordReissueTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_new_password_is_texted_in_place_of_the_welcome_that_was_lost()
    {
        var lost = await LoseWelcomeAsync();
        Assert.Equal(CaseAnswer.DoneTold, await ReissueAsync(lost));
        var sent = await _bench.SendAsync();
        Assert.Equal((ReplyTemplate.PasswordReissued, CaseBench.Phone), (sent.Text.Template, sent.Text.To));
        Assert.Equal(lost, (await _bench.OfPhoneAsync()).Send(sent.Text.Id)!.InsteadOf);
        Assert.Equal(2, await _bench.CountAsync("temporary_passwords"));
        Assert.Equal(["olga PasswordReissued: they called, ticket 12"], await _bench.ActsAsync());
    }

    [Fact]
    public async Task Two_who_press_at_once_text_one_password()
    {
        var lost = await LoseWelcomeAsync();
        var answers = await Task.WhenAll(ReissueAsync(lost), ReissueAsync(lost));
        Assert.Equal([CaseAnswer.DoneTold, CaseAnswer.UnderWay], answers.Order());
        Assert.Single(await _bench.ActsAsync());
    }

    [Fact]
    public async Task While_one_is_on_its_way_no_other_follows()
    {
        await _bench.ActivateAsync();
        Assert.Equal(CaseAnswer.UnderWay, await ReissueAsync());
        Assert.Equal(1, await _bench.CountAsync("outbound_messages"));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task One_of_unknown_end_that_was_left_to_a_person_is_waited_for_no_more()
    {
        await _bench.ActivateAsync();
        await _bench.LeaveToPersonAsync();
        Assert.Equal(CaseAnswer.DoneTold, await ReissueAsync());
    }

    [Fact]
    public async Task Who_opted_out_of_what_only_campaigns_leave_from_gets_their_password()
    {
        var lost = await LoseWelcomeAsync();
        await _bench.StopCampaignsAsync();
        Assert.Equal(CaseAnswer.DoneTold, await ReissueAsync(lost));
    }

    [Fact]
    public async Task Nobody_is_texted_who_has_opted_out()
    {
        await LoseWelcomeAsync();
        await _bench.Spine.SayAsync(CaseBench.Phone, "STOP");
        Assert.Equal(CaseAnswer.OptedOut, await ReissueAsync());
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Who_has_closed_the_account_gets_none()
    {
        await LoseWelcomeAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update members set closed_at = created_at where id > 0");
        Assert.Equal(CaseAnswer.Changed, await ReissueAsync());
        Assert.Equal(CaseAnswer.Changed, await _bench.Passwords.ReissueAsync(99, null, CaseBench.By, "x", _bench.Now));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task A_member_who_never_texted_is_reached_too()
    {
        await _bench.Spine.Temporary.ExecuteAsync(
            "insert into members (phone, username, created_at) values (@Other, 'other', @Now)",
            new { CaseBench.Other, _bench.Now }
        );
        Assert.Equal(CaseAnswer.DoneTold, await ReissueAsync());
        Assert.Equal(CaseBench.Other, (await _bench.SendAsync()).Text.To);
    }

    [Fact]
    public async Task It_goes_the_way_that_they_texted_last()
    {
        await _bench.ActivateAsync("whatsapp:" + CaseBench.Phone);
        await _bench.SendAsync(DeliveryState.Failed, 30008);
        await ReissueAsync();
        Assert.Equal("whatsapp:" + CaseBench.Phone, (await _bench.SendAsync()).Text.To);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        await LoseWelcomeAsync();
        Assert.Equal(CaseAnswer.NoReason, await _bench.Passwords.ReissueAsync(1, null, CaseBench.By, "", _bench.Now));
        Assert.Equal(1, await _bench.CountAsync("outbound_messages"));
    }

    private async Task<long> LoseWelcomeAsync()
    {
        await _bench.ActivateAsync();
        return (await _bench.SendAsync(DeliveryState.Undelivered, 30007)).Text.Id;
    }

    private Task<CaseAnswer> ReissueAsync(long? insteadOf = null) =>
        _bench.Passwords.ReissueAsync(1, insteadOf, CaseBench.By, CaseBench.Why, _bench.Now);
}
