using System.Text;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class CreateAnsweredTests
{
    /// <summary>As Twilio's documentation gives it.</summary>
    private const string Created = """
        {"account_sid":"AC0123456789abcdef0123456789abcdef","api_version":"2010-04-01","body":"Hello! 👍",
         "date_created":"Thu, 24 Aug 2023 05:01:45 +0000","date_sent":null,
         "date_updated":"Thu, 24 Aug 2023 05:01:45 +0000","direction":"outbound-api","error_code":null,
         "error_message":null,"from":"+14155552345","num_media":"0","num_segments":"1","price":null,"price_unit":null,
         "messaging_service_sid":null,"sid":"SM0123456789abcdef0123456789abcdef","status":"queued",
         "subresource_uris":{"media":"/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/SM0.json"},
         "tags":{"campaign_name":"Spring Sale 2022"},"to":"+14155552345","uri":"/2010-04-01/Accounts/AC0.json"}
        """;

    [Theory]
    [InlineData(201)]
    [InlineData(200)]
    [InlineData(202)]
    public async Task A_text_that_Twilio_takes_has_its_SID(int status)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(status, Created);
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Equal(
            new CreateResult.Accepted("SM0123456789abcdef0123456789abcdef", "queued", null),
            await client.CreateAsync()
        );
    }

    [Fact]
    public async Task A_text_that_failed_at_once_was_taken_with_its_code()
    {
        const string Body = """{"sid":"SM1","status":"failed","error_code":30034,"date_created":17}""";
        await using var carrier = await ScriptedCarrier.StartAsync(201, Body);
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Equal(new CreateResult.Accepted("SM1", "failed", 30034), await client.CreateAsync());
    }

    [Theory]
    [InlineData(401, 20003, SendFailureKind.OurFault)]
    [InlineData(403, 20003, SendFailureKind.OurFault)]
    [InlineData(400, 21408, SendFailureKind.OurFault)]
    [InlineData(400, 21603, SendFailureKind.OurFault)]
    [InlineData(400, 21606, SendFailureKind.OurFault)]
    [InlineData(400, 21659, SendFailureKind.OurFault)]
    [InlineData(400, 21660, SendFailureKind.OurFault)]
    [InlineData(400, 21703, SendFailureKind.OurFault)]
    [InlineData(400, 21611, SendFailureKind.NotProcessed)]
    [InlineData(404, 20404, SendFailureKind.Rejected)]
    [InlineData(400, 21211, SendFailureKind.Rejected)]
    [InlineData(400, 21212, SendFailureKind.Rejected)]
    [InlineData(400, 21266, SendFailureKind.Rejected)]
    [InlineData(400, 21602, SendFailureKind.Rejected)]
    [InlineData(400, 21604, SendFailureKind.Rejected)]
    [InlineData(400, 21608, SendFailureKind.Rejected)]
    [InlineData(400, 21610, SendFailureKind.Rejected)]
    [InlineData(400, 21612, SendFailureKind.Rejected)]
    [InlineData(400, 21614, SendFailureKind.Rejected)]
    [InlineData(400, 21617, SendFailureKind.Rejected)]
    [InlineData(400, 21635, SendFailureKind.Rejected)]
    [InlineData(400, 21654, SendFailureKind.Rejected)]
    public async Task A_refusal_keeps_its_code_and_not_Twilios_words(int status, int code, SendFailureKind kind)
    {
        var body = $$"""{"code":{{code}},"message":"not for +15557770000","more_info":"…","status":{{status}}}""";
        await using var carrier = await ScriptedCarrier.StartAsync(status, body);
        using var client = new ClientUnderTest(carrier.Url);

        var failure = await client.FailAsync();

        Assert.Equal((kind, status, code), (failure.Kind, failure.HttpStatus, failure.Code));
        Assert.DoesNotContain("5557770000", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, SendFailureKind.Rejected)]
    [InlineData(401, SendFailureKind.OurFault)]
    [InlineData(403, SendFailureKind.OurFault)]
    [InlineData(404, SendFailureKind.OurFault)]
    [InlineData(429, SendFailureKind.NotProcessed)]
    public async Task A_refusal_in_no_language_of_Twilios_is_sorted_by_its_status(int status, SendFailureKind kind)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(status, "<html>No</html>");
        using var client = new ClientUnderTest(carrier.Url);

        var failure = await client.FailAsync();

        Assert.Equal((kind, status, null), (failure.Kind, failure.HttpStatus, failure.Code));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_is_our_fault(int status)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Equal(SendFailureKind.OurFault, (await client.FailAsync()).Kind);
        Assert.Single(carrier.Requests);
    }

    [Theory]
    [InlineData(null, null, TwilioTestOptions.AccountSid + ":auth-token")]
    [InlineData("SK1", "key-secret", "SK1:key-secret")]
    public async Task The_API_key_sends_if_there_is_one(string? key, string? secret, string login)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(201, Created);
        using var client = new ClientUnderTest(
            carrier.Url,
            settings: o => (o.ApiKeySid, o.ApiKeySecret) = (key, secret)
        );

        await client.CreateAsync();

        Assert.Equal(
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(login)),
            Assert.Single(carrier.Requests).Login
        );
    }

    [Fact]
    public async Task A_cookie_is_not_given_back()
    {
        var cookies = "";
        await using var carrier = await ScriptedCarrier.StartAsync(async context =>
        {
            cookies += context.Request.Headers.Cookie;
            context.Response.Headers.SetCookie = "session=1; Path=/";
            context.Response.StatusCode = 201;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Created));
        });
        using var client = new ClientUnderTest(carrier.Url);

        await client.CreateAsync();
        await client.CreateAsync();

        Assert.Equal("", cookies);
    }
}
