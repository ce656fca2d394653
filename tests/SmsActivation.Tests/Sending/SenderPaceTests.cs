using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Sending;

namespace SmsActivation.Tests.Sending;

public sealed class SenderPaceTests
{
    private const string Paced = "+15550001111";
    private const string Free = "+15550002222";
    private readonly ManualClock _clock = new();
    private readonly Neighbours _neighbours;

    public SenderPaceTests() => _neighbours = new Neighbours(alone: false, _clock);

    [Fact]
    public void A_sender_sends_a_seconds_worth_at_once_and_then_at_its_pace()
    {
        var pace = Pace(perSecond: 4);
        Assert.Equal(4, Sent(pace));
        Assert.Equal([Paced], pace.Resting);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Empty(pace.Resting);
        Assert.Equal(2, Sent(pace));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, Sent(pace));
    }

    [Fact]
    public void Hosts_that_share_a_database_share_the_pace()
    {
        var pace = Pace(perSecond: 8);
        _neighbours.Learn(live: 4);
        Assert.Equal(2, Sent(pace));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, Sent(pace));
        _neighbours.Learn(live: 1);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(8, Sent(pace));
    }

    [Fact]
    public void Below_one_a_second_it_still_sends()
    {
        var pace = Pace(perSecond: 0.2);
        Assert.Equal(1, Sent(pace));
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, Sent(pace));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, Sent(pace));
    }

    [Fact]
    public void Other_senders_are_not_held_up()
    {
        var pace = Pace(perSecond: 1);
        Sent(pace);
        for (var i = 0; i < 1000; i++)
            Assert.True(pace.TryTake(Free));
        Assert.True(pace.TryTake("whatsapp:" + Paced));
    }

    [Fact]
    public void Past_the_queue_a_reply_leaves_only_from_an_idle_sender()
    {
        var pace = Pace(perSecond: 3);
        Assert.True(pace.TryTakeIdle(Paced));
        Assert.False(pace.TryTakeIdle(Paced));
        Assert.True(pace.TryTake(Paced));
        pace.GiveBack(Paced);
        pace.GiveBack(Paced);
        Assert.True(pace.TryTakeIdle(Paced));
    }

    [Fact]
    public void A_sender_is_at_work_while_it_sends_at_its_pace_and_one_without_a_pace_never()
    {
        var pace = Pace(perSecond: 0.1);
        Assert.False(pace.IsAtWork(Paced));
        Assert.True(pace.TryTake(Paced));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.True(pace.IsAtWork(Paced));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(pace.IsAtWork(Paced));
        Assert.True(pace.TryTake(Free));
        Assert.False(pace.IsAtWork(Free));
    }

    [Fact]
    public void Numbers_that_answer_from_one_sender_share_its_pace()
    {
        var pace = new SenderPace(
            new TwilioOptions
            {
                Numbers =
                [
                    new TwilioNumber
                    {
                        Number = Paced,
                        ReplyFrom = "SHOP",
                        PerSecond = 5,
                    },
                    new TwilioNumber
                    {
                        Number = Free,
                        ReplyFrom = "SHOP",
                        PerSecond = 2,
                    },
                ],
            },
            _neighbours,
            _clock
        );
        Assert.True(pace.TryTake("SHOP"));
        Assert.True(pace.TryTake("SHOP"));
        Assert.False(pace.TryTake("SHOP"));
        Assert.Equal([Paced, Free], pace.Resting);
    }

    private SenderPace Pace(double perSecond) =>
        new(
            new TwilioOptions
            {
                Numbers =
                [
                    new TwilioNumber { Number = Paced, PerSecond = perSecond },
                    new TwilioNumber { Number = Free },
                ],
            },
            _neighbours,
            _clock
        );

    private static int Sent(SenderPace pace)
    {
        var sent = 0;
        while (sent < 100 && pace.TryTake(Paced))
            sent++;
        return sent;
    }
}
