using SmsActivation.Simulator;

namespace SmsActivation.Tests.Simulator;

public sealed class SigningTests
{
    [Fact]
    public void Twilio_s_documented_example_is_signed_as_Twilio_does()
    {
        KeyValuePair<string, string>[] form =
        [
            new("CallSid", "CA1234567890ABCDE"),
            new("From", "+14158675309"),
            new("Digits", "1234"),
            new("To", "+18005551212"),
            new("Caller", "+14158675309"),
        ];

        var signature = Signing.Compute("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form);

        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", signature);
    }
}
