using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Worker.Api;

namespace SmsActivation.Tests.Api;

public sealed class TillAnswerTests
{
    [Theory]
    [InlineData(CardState.Active, true, false, "Active", true, true, "works")]
    [InlineData(CardState.Active, false, false, "Issued", true, false, "text this number to +15550001111")]
    [InlineData(CardState.Issued, false, false, "Issued", true, false, "text this number to +15550001111")]
    [InlineData(CardState.Issued, false, true, "Issued", true, false, "held")]
    [InlineData(CardState.Active, true, true, "Active", true, true, "works")] // a hold never harms an owner
    [InlineData(CardState.Prepared, false, false, "Prepared", false, false, "never handed out")]
    [InlineData(CardState.Blocked, false, false, "Blocked", false, false, "800-555-0100")]
    [InlineData(CardState.Expired, false, false, "Expired", false, false, "expired")]
    [InlineData(CardState.Replaced, false, false, "Replaced", false, false, "replaced")]
    public void A_till_learns_what_a_card_may_and_what_to_say(
        CardState stored,
        bool linked,
        bool held,
        string state,
        bool collects,
        bool spends,
        string says
    )
    {
        var card = new CardView
        {
            Number = "9900550000000017",
            State = stored,
            Phone = linked ? "+14155552671" : null,
            HeldAt = held ? DateTimeOffset.UnixEpoch : null,
        };
        var answer = TillAnswer.Of(card, TillTexts.All["en"], "+15550001111", "800-555-0100");
        Assert.Equal(
            ("0017", state, collects, spends),
            (answer.Ending, answer.State, answer.MayCollect, answer.MaySpend)
        );
        Assert.Contains(says, answer.Sentence);
        Assert.DoesNotContain("4155552671", answer.ToString());
        var russian = TillAnswer.Of(card, TillTexts.All["ru"], "+15550001111", "800-555-0100");
        Assert.NotEqual(answer.Sentence, russian.Sentence);
    }
}
