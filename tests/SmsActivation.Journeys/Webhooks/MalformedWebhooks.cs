using System.Net;
using System.Net.Sockets;
using System.Text;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Webhooks;

/// <summary>Requests that cannot be read, are too large, or come by the wrong method.</summary>
[Collection(nameof(RunningHost))]
public sealed class MalformedWebhooks(RunningHost running)
{
    private const int Limit = 64 * 1024;

    public static TheoryData<string, string> Malformed =>
        new()
        {
            { "a bad percent escape", "MessageSid=SM1&From=%2B14155550100&Body=%zz" },
            { "a cut percent escape", "MessageSid=SM1&From=%2B14155550100&Body=%4" },
            { "an escape that is no UTF-8", "MessageSid=SM1&From=%2B14155550100&Body=%ff%fe" },
        };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_form_that_cannot_be_read_gets_400(string what, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{running.Installation.Url}/twilio/sms")
        {
            Content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded"),
        };
        request.Headers.Add(
            "X-Twilio-Signature",
            TwilioSignature.Of(running.Token, $"{running.Installation.PublicUrl}/twilio/sms", [])
        );
        var code = await running.Code(request);
        Assert.True(code == HttpStatusCode.BadRequest, $"{what}: {code}");
    }

    [Theory]
    [InlineData("MessageSid")]
    [InlineData("From")]
    public async Task A_text_that_lacks_what_it_needs_gets_400(string missing)
    {
        // Twilio names the SID three times.
        var form = RunningHost
            .Text.Form(running.Account)
            .Where(field => field.Key != missing && !(missing == "MessageSid" && field.Key.StartsWith("Sms")))
            .ToList();
        var (url, signed) = running.Hook("sms");
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await running.Code(InboundSms.Signed(url, signed, running.Token, form))
        );
    }

    [Fact]
    public async Task A_JSON_body_gets_400()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{running.Installation.Url}/twilio/sms")
        {
            Content = new StringContent(
                """{"MessageSid":"SM1","From":"+14155550100"}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add(
            "X-Twilio-Signature",
            TwilioSignature.Of(running.Token, $"{running.Installation.PublicUrl}/twilio/sms", [])
        );
        Assert.Equal(HttpStatusCode.BadRequest, await running.Code(request));
    }

    [Theory]
    [InlineData("sms", false)]
    [InlineData("sms", true)]
    [InlineData("status", false)]
    [InlineData("status", true)]
    public async Task More_than_64_KiB_get_413(string hook, bool chunked)
    {
        var form = (RunningHost.Text with { Body = new string('x', Limit) }).Form(running.Account);
        var request = InboundSms.Signed(
            $"{running.Installation.Url}/twilio/{hook}",
            $"{running.Installation.PublicUrl}/twilio/{hook}",
            running.Token,
            form
        );
        request.Headers.TransferEncodingChunked = chunked;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await running.Code(request));
    }

    [Fact]
    public async Task A_text_just_below_64_KiB_is_taken()
    {
        var form = (RunningHost.Text with { Body = new string('x', Limit - 1024) }).Form(running.Account);
        var (url, signed) = running.Hook("sms");
        var request = InboundSms.Signed(url, signed, running.Token, form);
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.OK, await running.Code(request));
    }

    [Theory]
    [InlineData("sms", "GET")]
    [InlineData("sms", "PUT")]
    [InlineData("status", "GET")]
    [InlineData("status", "DELETE")]
    public async Task Another_method_gets_405(string hook, string method)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), $"{running.Installation.Url}/twilio/{hook}");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await running.Code(request));
    }

    [Fact]
    public async Task Bytes_that_are_no_HTTP_harm_nothing()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, running.Installation.Port);
            await client.GetStream().WriteAsync("POST /twilio/sms\0 HTTP/9\r\n\r\n%%%"u8.ToArray());
        }
        Assert.Equal(HttpStatusCode.OK, await running.Installation.TryPostAsync(RunningHost.Text));
    }
}
