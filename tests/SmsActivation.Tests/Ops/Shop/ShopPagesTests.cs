using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Ops.Shop;

namespace SmsActivation.Tests.Ops.Shop;

public sealed class ShopPagesTests : IAsyncLifetime
{
    private readonly Spine _spine = new();
    private OpsRig _rig = null!;

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.AddCardAsync(Spine.Card(2), CardState.Blocked);
        await _spine.SayAsync("+14155552671", Spine.Card(1));
        var database = _spine.Temporary.Database;
        _rig = await OpsRig.StartAsync(
            _spine,
            (gate, ops) =>
                new ShopPages(
                    gate,
                    new CardAsks(database),
                    new CardStore(database),
                    new SmsReader(CardNumberOptions.Default),
                    new TwilioOptions { Numbers = [new TwilioNumber { Number = Spine.OurNumber }] },
                    new ReplyOptions { Example = "9900" },
                    _spine.Clock,
                    NullLogger<ShopPages>.Instance
                ).Map(ops)
        );
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task A_card_is_answered_with_its_state_and_a_sentence_and_nothing_of_its_owner()
    {
        var page = await AskAsync(Spine.Card(1)[..4] + "-" + Spine.Card(1)[4..]);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("The card works: collect and spend.", page.Body);
        Assert.Contains(Spine.Card(1)[^4..], page.Body);
        Assert.DoesNotContain("2671", page.Body);
        Assert.DoesNotContain(Spine.Card(1), page.Body);
        Assert.Contains("The card is blocked.", (await AskAsync(Spine.Card(2))).Body);
    }

    [Theory]
    [InlineData("1234", "This is no card number")]
    [InlineData("", "This is no card number")]
    [InlineData("<script>alert(1)</script>", "This is no card number")]
    [InlineData("{unknown}", "There is no card of this number")]
    [InlineData("{long}", "This is no card number")]
    public async Task What_is_no_card_of_ours_gets_a_sentence_too(string typed, string says)
    {
        var page = await AskAsync(typed.Replace("{unknown}", Spine.Card(3)).Replace("{long}", new string('9', 500)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(says, page.Body);
        Assert.DoesNotContain("<script>alert", page.Body);
    }

    [Fact]
    public async Task Guesses_end_after_twenty_misses_and_begin_again_an_hour_later()
    {
        for (var i = 0; i < CardAsks.MostMisses; i++)
            Assert.Contains("There is no card", (await AskAsync(Spine.Card(100 + i))).Body);
        Assert.Contains("Try again in 60 min", (await AskAsync(Spine.Card(1))).Body);
        Assert.Contains("The card works", (await AskAsync(Spine.Card(1), StaffRole.Operator)).Body);
        _spine.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Contains("The card works", (await AskAsync(Spine.Card(1))).Body);
    }

    [Fact]
    public async Task Cards_that_are_there_and_mistyped_ones_are_no_misses()
    {
        for (var i = 0; i < CardAsks.MostMisses + 5; i++)
        {
            Assert.Contains("The card works", (await AskAsync(Spine.Card(1))).Body);
            Assert.Contains("This is no card number", (await AskAsync("9900")).Body);
        }
    }

    [Fact]
    public async Task Everybody_who_is_signed_in_may_ask_and_nobody_else()
    {
        foreach (var role in Enum.GetValues<StaffRole>())
            Assert.Equal(HttpStatusCode.OK, (await _rig.GetAsync("/ops/shop", role)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await _rig.GetAsync("/ops/shop", role: null)).Status);
    }

    private Task<OpsAnswer> AskAsync(string number, StaffRole role = StaffRole.Shop) =>
        _rig.PostAsync("/ops/shop", role, new() { ["number"] = number });
}
