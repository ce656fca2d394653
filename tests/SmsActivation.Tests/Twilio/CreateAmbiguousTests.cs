using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

/// <summary>Bytes were written and no clear answer came: Twilio may have the text, so it is never sent again.</summary>
public class CreateAmbiguousTests
{
    [Theory]
    [InlineData(500, """{"code":20500,"message":"Internal Server Error","status":500}""")]
    [InlineData(503, """{"code":20503,"message":"Service Unavailable","status":503}""")]
    [InlineData(503, """{"code":20429,"message":"Too Many Requests","status":503}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(504, "")]
    [InlineData(408, "")]
    [InlineData(201, "")]
    [InlineData(201, "thanks")]
    [InlineData(201, "{")]
    [InlineData(201, "null")]
    [InlineData(201, "[]")]
    [InlineData(201, "{}")]
    [InlineData(201, """{"sid":null,"status":"queued"}""")]
    [InlineData(201, """{"sid":7}""")]
    [InlineData(200, "<html>Sign in to this network</html>")]
    public async Task An_answer_that_says_nothing_sure_is_ambiguous(int status, string body)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(status, body);
        using var client = new ClientUnderTest(carrier.Url);

        var failure = await client.FailAsync();

        Assert.Equal((SendFailureKind.Ambiguous, status), (failure.Kind, failure.HttpStatus));
        Assert.Single(carrier.Requests);
    }

    [Fact]
    public async Task No_answer_by_the_deadline_is_ambiguous()
    {
        var time = new SteppedTime(timersFire: true);
        await using var carrier = new RawCarrier(async connection =>
        {
            await connection.ReadRequestAsync();
            time.Advance(TimeSpan.FromSeconds(15));
            await connection.StaySilentAsync();
        });
        using var client = new ClientUnderTest(carrier.Url, time);

        Assert.Equal(
            new SendFailure(SendFailureKind.Ambiguous, null, null, "no answer before the deadline"),
            await client.FailAsync()
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 201 Cre")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"sid\":\"SM")]
    [InlineData("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"sid\":\"SM")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 500\r\n\r\n{\"code\":")]
    [InlineData("SMTP ready\r\n\r\n")]
    public async Task A_connection_lost_after_the_request_is_ambiguous(string partOfAnAnswer)
    {
        foreach (var reset in new[] { false, true })
        {
            var posts = 0;
            await using var carrier = new RawCarrier(async connection =>
            {
                if (await connection.ReadRequestAsync() is not null)
                    Interlocked.Increment(ref posts);
                if (partOfAnAnswer.Length > 0)
                    await connection.WriteAsync(partOfAnAnswer);
                if (reset)
                    connection.Reset();
            });
            using var client = new ClientUnderTest(carrier.Url);

            Assert.Equal(SendFailureKind.Ambiguous, (await client.FailAsync()).Kind);
            Assert.Equal(1, posts);
        }
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up()
    {
        await using var carrier = new RawCarrier(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 201 Created\r\n\r\n");
            var spaces = new string(' ', 1 << 20);
            while (true)
            {
                await connection.WriteAsync(spaces);
            }
        });
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Equal(SendFailureKind.Ambiguous, (await client.FailAsync()).Kind);
    }

    [Fact]
    public async Task A_stop_does_not_abort_a_send_that_has_begun()
    {
        using var stop = new CancellationTokenSource();
        await using var carrier = new RawCarrier(async connection =>
        {
            await connection.ReadRequestAsync();
            await stop.CancelAsync();
            await Task.Delay(200);
            await connection.AnswerQueuedAsync();
        });
        using var client = new ClientUnderTest(carrier.Url);

        Assert.IsType<CreateResult.Accepted>(await client.CreateAsync(stopping: stop.Token));
    }
}
