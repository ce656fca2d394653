using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;

namespace SmsActivation.Tests.Campaigns.Feeding;

public sealed class FeedRulesTests
{
    [Theory]
    [InlineData(0, 0.2, 50, 10)]
    [InlineData(0.5, 0.25, 10, 3)]
    [InlineData(0, 0.2, 1, 0.2)]
    [InlineData(3, 60, 10, 6)] // nobody fed for a minute: half a second of it, not a minute
    [InlineData(0, 60, 1, 2)] // and one text at least
    public void What_is_owed_follows_the_clock(double before, double seconds, int perSecond, double owed) =>
        Assert.Equal(owed, FeedRules.Owed(before, TimeSpan.FromSeconds(seconds), perSecond), 9);

    [Theory]
    [InlineData(10.9, 20, 0, 0, 0, 1000, 10)]
    [InlineData(0.9, 20, 0, 0, 0, 1000, 0)]
    [InlineData(10, 20, 7, 0, 0, 1000, 3)] // half a second of it stands in the outbox at most
    [InlineData(10, 20, 12, 0, 0, 1000, 0)]
    [InlineData(10, 20, 0, 4, 92, 1000, 4)] // and five at the carrier
    [InlineData(10, 20, 0, 0, 100, 1000, 0)]
    [InlineData(10, 20, 0, 40, 120, 1000, 0)]
    [InlineData(10, 20, 0, 0, 0, 2, 2)]
    [InlineData(10, 20, 0, 0, 0, -5, 0)]
    [InlineData(1, 1, 0, 0, 0, 1000, 1)]
    [InlineData(1000, 1000, 0, 0, 0, 5000, FeedRules.MostAtOnce)]
    public void No_more_leaves_than_is_owed_and_fits(
        double owed,
        int perSecond,
        int waiting,
        int sending,
        int atCarrier,
        int leftToday,
        int release
    ) =>
        Assert.Equal(
            release,
            FeedRules.Release(owed, perSecond, new FeedStanding(waiting, sending, atCarrier, leftToday))
        );

    [Theory]
    [InlineData(10.4, 10, 0, 0.4)]
    [InlineData(10.4, 4, 0, 1)] // there was no room for the others: they are not owed on top of what waits
    [InlineData(400, 250, 0, 150)] // a turn was full
    [InlineData(20, 5, 245, 15)]
    public void What_found_no_room_is_not_owed_any_more(double owed, int texts, int dropped, double left) =>
        Assert.Equal(left, FeedRules.Left(owed, texts, dropped), 9);

    [Theory]
    [InlineData(100, 19, 4, null)]
    [InlineData(100, 20, 0, "20% of the last 100 texts failed or did not arrive")]
    [InlineData(30, 9, 0, null)] // too few to prove anything
    [InlineData(30, 10, 0, "33% of the last 30 texts failed or did not arrive")]
    [InlineData(200, 0, 10, "5% of the last 200 texts were answered by STOP")]
    [InlineData(201, 0, 10, null)]
    [InlineData(0, 0, 0, null)]
    public void A_jump_pauses(int ended, int failed, int stopped, string? reason) =>
        Assert.Equal(
            reason,
            FeedRules.WhyPause(
                new FeedTroubles
                {
                    Ended = ended,
                    Failed = failed,
                    Stopped = stopped,
                },
                new CampaignPaceOptions()
            )
        );
}
