using System.Text;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class TwilioSignatureTests
{
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static readonly KeyValuePair<string, string>[] Form = [new("Digits", "1234"), new("To", "+18005551212")];

    public static TheoryData<string, string, string, string, string, string, bool, string> Vectors()
    {
        var data = new TheoryData<string, string, string, string, string, string, bool, string>();
        foreach (var row in TestTable.Rows("signatures.tsv"))
        {
            data.Add(row[0], row[1], row[2], row[3], row[4], row[5], row[6] == "yes", row[7]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_vector_of_the_SDKs_is_judged_as_decided(
        string name,
        string token,
        string url,
        string form,
        string json,
        string signature,
        bool valid,
        string note
    )
    {
        var actual =
            json.Length > 0
                ? TwilioSignature.IsValidBody([token], url, Encoding.UTF8.GetBytes(json), signature)
                : TwilioSignature.IsValid([token], url, Pairs(form), signature);

        Assert.True(valid == actual, $"{name} ({note})");
    }

    [Fact]
    public void The_table_holds_all_vectors() => Assert.Equal(56, TestTable.Rows("signatures.tsv").Count());

    [Fact]
    public void What_we_sign_ourselves_is_Twilios_signature()
    {
        // The worked example of twilio.com/docs/usage/security.
        var form = Pairs(
            "Digits=1234&To=%2B18005551212&From=%2B14158675310&Caller=%2B14158675310&CallSid=CA1234567890ABCDE"
        );

        Assert.Equal(
            "L/OH5YylLD5NRKLltdqwSvS0BnU=",
            TwilioSignature.Compute("12345", "https://example.com/myapp.php?foo=1&bar=2", form)
        );
    }

    [Theory]
    [InlineData("current", true)]
    [InlineData("previous", true)]
    [InlineData("another", false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    public void Only_the_current_and_the_previous_token_sign(string token, bool valid)
    {
        var signature = TwilioSignature.Compute(token, Url, Form);

        Assert.Equal(valid, TwilioSignature.IsValid(["current", "previous", "", " "], Url, Form, signature));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("é")]
    public void No_signature_is_no_signature(string? signature) =>
        Assert.False(TwilioSignature.IsValid(["12345"], Url, Form, signature));

    [Theory]
    [InlineData("L/OH5YylLD5NRKLltdqwSvS0BnU= ")]
    [InlineData(" L/OH5YylLD5NRKLltdqwSvS0BnU=")]
    [InlineData("L/OH5YylLD5NRKLltdqwSvS0BnU")]
    [InlineData("l/OH5YylLD5NRKLltdqwSvS0BnU=")]
    public void Another_spelling_of_the_right_signature_is_refused(string signature)
    {
        var form = Pairs(
            "Digits=1234&To=%2B18005551212&From=%2B14158675310&Caller=%2B14158675310&CallSid=CA1234567890ABCDE"
        );

        Assert.False(TwilioSignature.IsValid(["12345"], "https://example.com/myapp.php?foo=1&bar=2", form, signature));
    }

    [Theory]
    [InlineData("http://[::1]/a", "http://[::1]:80/a", true)]
    [InlineData("http://[::1]:5080/a", "http://[::1]/a", true)]
    [InlineData("https://a.example", "https://a.example:443", true)]
    [InlineData("https://a.example?x=1:2", "https://a.example:443?x=1:2", true)]
    [InlineData("https://a.example/x@b:99", "https://a.example:443/x@b:99", true)]
    [InlineData("https://a.example:8443/a", "https://a.example:443/a", false)]
    [InlineData("https://a.example/a", "https://a.example:80/a", false)]
    [InlineData("https://a.example/a", "http://a.example/a", false)]
    public void The_port_may_be_signed_or_left_out_but_not_changed(string url, string signed, bool valid)
    {
        var signature = TwilioSignature.Compute("12345", signed, Form);

        Assert.Equal(valid, TwilioSignature.IsValid(["12345"], url, Form, signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/twilio/sms")]
    [InlineData("https://")]
    [InlineData("https://a.example:port/twilio/sms")]
    [InlineData("https://a.examplehttp://b.example/twilio/sms")]
    [InlineData("https://a.example*")]
    public void A_target_that_makes_no_URL_is_refused_like_any_other(string url) =>
        Assert.False(TwilioSignature.IsValid(["12345"], url, Form, "L/OH5YylLD5NRKLltdqwSvS0BnU="));

    [Theory]
    [InlineData("/a?bodySHA256=", false)]
    [InlineData("/a?bodySHA256=zz44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff", false)]
    [InlineData("/a?xbodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", false)]
    [InlineData("/bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", false)]
    [InlineData("/a?x=1&bodySHA256=44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A", true)]
    public void A_signed_URL_must_state_the_bodys_own_hash(string target, bool valid)
    {
        var url = "https://a.example" + target;
        var signature = TwilioSignature.Compute("12345", url, []);

        Assert.Equal(valid, TwilioSignature.IsValidBody(["12345"], url, "{}"u8, signature));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Pairs(string form) =>
        Assert.IsType<FormReading.Read>(TwilioForm.Parse(Encoding.UTF8.GetBytes(form))).Form.Pairs;
}
