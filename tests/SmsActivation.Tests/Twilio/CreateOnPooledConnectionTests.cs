using System.Collections.Concurrent;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

/// <summary>A kept-alive connection that dies must not make one text two.</summary>
public class CreateOnPooledConnectionTests
{
    [Fact]
    public async Task One_connection_serves_send_after_send()
    {
        await using var carrier = new RawCarrier(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.AnswerQueuedAsync();
            }
        });
        using var client = new ClientUnderTest(carrier.Url);

        Assert.IsType<CreateResult.Accepted>(await client.CreateAsync());
        Assert.IsType<CreateResult.Accepted>(await client.CreateAsync());
        Assert.Equal(1, carrier.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_closed_while_idle_is_replaced(bool reset)
    {
        var posts = 0;
        using var answerRead = new SemaphoreSlim(0);
        using var closed = new SemaphoreSlim(0);
        await using var carrier = new RawCarrier(async connection =>
        {
            if (await connection.ReadRequestAsync() is not null)
                Interlocked.Increment(ref posts);
            await connection.AnswerQueuedAsync();
            await answerRead.WaitAsync();
            if (reset)
                connection.Reset();
            else
                connection.Close();
            closed.Release();
        });
        using var client = new ClientUnderTest(carrier.Url);

        Assert.IsType<CreateResult.Accepted>(await client.CreateAsync());
        answerRead.Release(2);
        await closed.WaitAsync();
        // For the close to cross the loopback.
        await Task.Delay(50);
        Assert.IsType<CreateResult.Accepted>(await client.CreateAsync());
        Assert.Equal((2, 2), (posts, carrier.Connections));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_closed_as_the_second_send_arrives_is_ambiguous_and_not_sent_again(bool reset)
    {
        var posts = 0;
        await using var carrier = new RawCarrier(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                if (Interlocked.Increment(ref posts) == 2)
                {
                    if (reset)
                        connection.Reset();
                    return;
                }
                await connection.AnswerQueuedAsync();
            }
        });
        using var client = new ClientUnderTest(carrier.Url);

        Assert.IsType<CreateResult.Accepted>(await client.CreateAsync());
        Assert.Equal(SendFailureKind.Ambiguous, (await client.FailAsync()).Kind);
        Assert.Equal((2, 1), (posts, carrier.Connections));
    }

    [Fact]
    public async Task A_connection_closed_at_any_moment_never_doubles_a_send()
    {
        const int Sends = 200;
        var received = new ConcurrentQueue<string>();
        var results = new List<CreateResult>();
        await using (
            // Closes a hair's breadth after an answer, while the next send is on its way, and keeps what came of it.
            var carrier = new RawCarrier(async connection =>
            {
                received.Enqueue(await connection.ReadRequestAsync() ?? "");
                await connection.AnswerQueuedAsync();
                Thread.SpinWait(connection.Number % 20 * 1000);
                received.Enqueue(connection.ReadAvailable());
                connection.Reset();
            })
        )
        {
            using var client = new ClientUnderTest(carrier.Url);
            for (var i = 0; i < Sends; i++)
            {
                var message = ClientUnderTest.Message with { Body = $"text-{i}-" };
                results.Add(await client.Client.CreateAsync(message, client.Deadline()));
            }
        }

        Assert.All(
            results,
            (result, i) =>
            {
                var arrived = received.Count(request => request.Contains($"text-{i}-", StringComparison.Ordinal));
                Assert.InRange(arrived, result is CreateResult.Accepted ? 1 : 0, 1);
                if (result is CreateResult.Failed { Failure.Kind: SendFailureKind.NotProcessed })
                    Assert.Equal(0, arrived);
            }
        );
    }
}
