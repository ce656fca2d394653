using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class TwilioFetchTests
{
    private const string Sid = "SMb7c0a2ce80504485a6f653a7110836f5";
    private const string Path = $"/2010-04-01/Accounts/{TwilioTestOptions.AccountSid}/Messages/{Sid}.json";

    /// <summary>The example of Twilio's OpenAPI, shortened.</summary>
    private const string Message = $$"""
        {"body":"look mom","date_created":"Fri, 24 May 2019 17:44:46 +0000","date_sent":"Fri, 24 May 2019 17:44:49 +0000",
         "direction":"outbound-api","error_code":30004,"error_message":"Message blocked","from":"+12019235161",
         "messaging_service_sid":"MGaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","num_segments":"1","price":"-0.00750",
         "sid":"{{Sid}}","status":"undelivered","to":"+18182008801"}
        """;

    private const string NoSuch = """{"code":20404,"message":"The requested resource was not found","status":404}""";

    [Fact]
    public async Task A_message_is_read_as_Twilio_gives_it()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(200, Message);
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Equal(
            new TwilioMessage
            {
                Sid = Sid,
                Status = "undelivered",
                Direction = "outbound-api",
                From = "+12019235161",
                To = "+18182008801",
                Body = "look mom",
                MessagingServiceSid = "MGaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                ErrorCode = 30004,
                DateCreated = new DateTimeOffset(2019, 5, 24, 17, 44, 46, TimeSpan.Zero),
                DateSent = new DateTimeOffset(2019, 5, 24, 17, 44, 49, TimeSpan.Zero),
            },
            await client.Client.FetchAsync(Sid)
        );
        Assert.Equal(
            ("GET", Path),
            Assert.Single(carrier.Requests.Select(request => (request.Method, request.Target)))
        );
    }

    [Fact]
    public async Task A_SID_is_one_part_of_the_path_whatever_it_holds()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(200, Message);
        using var client = new ClientUnderTest(carrier.Url);

        await client.Client.FetchAsync("SM1/../x?y");
        await client.Client.RedactAsync("SM1/../x?y");

        var odd = Path.Replace(Sid, "SM1%2F..%2Fx%3Fy", StringComparison.Ordinal);
        Assert.Equal([odd, odd], carrier.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("17")]
    public async Task A_date_that_cannot_be_read_is_no_date(string date)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(200, $$"""{"sid":"{{Sid}}","date_sent":{{date}}}""");
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Null((await client.Client.FetchAsync(Sid))!.DateSent);
    }

    [Fact]
    public async Task A_message_that_Twilio_does_not_have_is_none()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(404, NoSuch);
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Null(await client.Client.FetchAsync(Sid));
        Assert.False(await client.Client.RedactAsync(Sid));
    }

    [Theory]
    [InlineData(404, "<html>Not here</html>", SendFailureKind.OurFault)]
    [InlineData(401, """{"code":20003}""", SendFailureKind.OurFault)]
    [InlineData(429, """{"code":20429}""", SendFailureKind.NotProcessed)]
    [InlineData(500, "", SendFailureKind.NotProcessed)]
    [InlineData(200, "{}", SendFailureKind.NotProcessed)]
    [InlineData(200, "x", SendFailureKind.NotProcessed)]
    public async Task No_usable_answer_says_whether_to_ask_again(int status, string body, SendFailureKind kind)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(status, body);
        using var client = new ClientUnderTest(carrier.Url);

        var thrown = await Assert.ThrowsAsync<TwilioCallException>(() => client.Client.FetchAsync(Sid));

        Assert.Equal((kind, status), (thrown.Failure.Kind, thrown.Failure.HttpStatus));
    }

    [Fact]
    public async Task A_carrier_that_hangs_up_may_be_asked_again()
    {
        await using var carrier = new RawCarrier(connection => connection.ReadRequestAsync());
        using var client = new ClientUnderTest(carrier.Url);

        var thrown = await Assert.ThrowsAsync<TwilioCallException>(() => client.Client.FetchAsync(Sid));

        Assert.Equal((SendFailureKind.NotProcessed, null), (thrown.Failure.Kind, thrown.Failure.HttpStatus));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so()
    {
        await using var carrier = new RawCarrier(connection => connection.StaySilentAsync());
        using var client = new ClientUnderTest(carrier.Url);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Client.FetchAsync(Sid, giveUp.Token));
    }

    [Fact]
    public async Task Redaction_empties_the_body()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(200, Message);
        using var client = new ClientUnderTest(carrier.Url);

        Assert.True(await client.Client.RedactAsync(Sid));

        var request = Assert.Single(carrier.Requests);
        Assert.Equal(("POST", Path, "Body="), (request.Method, request.Target, request.Body));
    }

    [Fact]
    public async Task A_redaction_that_Twilio_refuses_is_not_taken_for_done()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(400, """{"code":20009,"status":400}""");
        using var client = new ClientUnderTest(carrier.Url);

        var thrown = await Assert.ThrowsAsync<TwilioCallException>(() => client.Client.RedactAsync(Sid));

        Assert.Equal((SendFailureKind.Rejected, 20009), (thrown.Failure.Kind, thrown.Failure.Code));
    }
}
