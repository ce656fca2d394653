using System.Text;
using SmsActivation.Core.Events;

namespace SmsActivation.Tests.Events;

public sealed class EventSignatureTests
{
    // The specification's own example, which each of its reference libraries tests itself with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void It_is_the_one_of_the_reference_vector() =>
        Assert.Equal(Signature, EventSignature.Header([Secret], Id, At, """{"test": 2432232314}"""u8));

    [Theory]
    [InlineData("another id", "msg_p5jXN8AQM9LWM0D4loKWxJeK", 1614265330, """{"test": 2432232314}""")]
    [InlineData("another second", Id, 1614265331, """{"test": 2432232314}""")]
    [InlineData("a blank less", Id, 1614265330, """{"test":2432232314}""")]
    public void Anything_else_has_another(string what, string id, long seconds, string body) =>
        Assert.True(
            Signature
                != EventSignature.Header(
                    [Secret],
                    id,
                    DateTimeOffset.FromUnixTimeSeconds(seconds),
                    Encoding.UTF8.GetBytes(body)
                ),
            what
        );

    [Fact]
    public void While_a_secret_changes_there_is_one_of_each()
    {
        var other = "whsec_" + Convert.ToBase64String(new byte[32]);
        var both = EventSignature.Header([other, Secret], Id, At, """{"test": 2432232314}"""u8).Split(' ');
        Assert.Equal(2, both.Length);
        Assert.Equal(Signature, both[1]);
        Assert.NotEqual(Signature, both[0]);
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(23, false)]
    [InlineData(65, false)]
    [InlineData(500, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool isOne) =>
        Assert.Equal(isOne, EventSignature.Key("whsec_" + Convert.ToBase64String(new byte[bytes])) is not null);

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64 at all, whatever it is")]
    public void Nothing_else_is_a_secret(string text) => Assert.Null(EventSignature.Key(text));
}
