namespace SmsActivation.Faults.Hostile;

/// <summary>What is reported by seed and number must be had again by them.</summary>
public sealed class RequestMakerTests
{
    private static readonly HookAccount Account = new("http://localhost:5080", "AC1", "token", "previous");

    [Fact]
    public void A_request_is_made_again_from_its_seed_and_number()
    {
        var first = new RequestMaker(Account, seed: 7);
        var second = new RequestMaker(Account, seed: 7);
        for (var index = 0; index < 5000; index++)
        {
            var request = first.Make(index);
            var again = second.Make(index);
            Assert.Equal(request.Head(), again.Head());
            Assert.Equal(request.Body, again.Body);
            Assert.Equal(request.Owed, again.Owed);
        }
    }

    [Fact]
    public void Half_of_the_requests_are_signed_over_their_very_bytes()
    {
        var maker = new RequestMaker(Account, seed: 8);
        var signed = Enumerable.Range(0, 2000).Count(index => maker.Make(index).Signed);
        Assert.InRange(signed, 1000, 1100); // a few signatures come out good where they were meant to be spoiled
    }
}
