using SmsActivation.Worker.Ops.Now;

namespace SmsActivation.Tests.Ops.Now;

public sealed class LiveSeatsTests
{
    private readonly LiveSeats _seats = new();

    [Fact]
    public void One_person_has_four_and_the_others_have_theirs()
    {
        var mine = Enumerable.Range(0, 4).Select(_ => _seats.TryTake(1)).ToList();
        Assert.All(mine, Assert.NotNull);
        Assert.Null(_seats.TryTake(1));
        Assert.NotNull(_seats.TryTake(2));
        mine[0]!.Dispose();
        mine[0]!.Dispose();
        Assert.NotNull(_seats.TryTake(1));
        Assert.Null(_seats.TryTake(1));
    }

    [Fact]
    public void All_together_have_two_hundred()
    {
        for (var person = 0; person < 200; person++)
            Assert.NotNull(_seats.TryTake(person));
        Assert.Null(_seats.TryTake(1_000));
    }
}
