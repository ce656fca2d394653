using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

/// <summary>Not one byte of the request was written, or Twilio said 429: the text may be sent again.</summary>
public class CreateNeverProcessedTests
{
    [Fact]
    public async Task A_refused_connection_was_never_processed()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        using var client = new ClientUnderTest($"http://127.0.0.1:{port}");

        AssertNeverProcessed(await client.FailAsync(), "no connection");
    }

    [Fact]
    public async Task A_host_that_has_no_address_was_never_processed()
    {
        // ".invalid" never resolves (RFC 2606).
        using var client = new ClientUnderTest("http://twilio.invalid");

        AssertNeverProcessed(await client.FailAsync(), "host name not found");
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_was_never_processed()
    {
        await using var carrier = new RawCarrier(connection =>
            connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n")
        );
        using var client = new ClientUnderTest($"https://127.0.0.1:{carrier.Port}");

        AssertNeverProcessed(await client.FailAsync(), "TLS failed");
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_gets_no_request()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        var asked = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, o => o.UseHttps(certificate))
        );
        await using var app = builder.Build();
        app.Run(_ =>
        {
            Interlocked.Increment(ref asked);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        using var client = new ClientUnderTest(app.Urls.Single());

        AssertNeverProcessed(await client.FailAsync(), "TLS failed");
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_connection_that_never_comes_about_ends_at_the_connect_deadline()
    {
        using var client = new ClientUnderTest(
            "http://127.0.0.1:1",
            connectTimeout: TimeSpan.FromMilliseconds(100),
            arrange: handler =>
                handler.ConnectCallback = async (_, ct) =>
                {
                    await Task.Delay(Timeout.Infinite, ct);
                    return Stream.Null;
                }
        );

        AssertNeverProcessed(await client.FailAsync(), "timed out");
    }

    [Fact]
    public async Task A_TLS_handshake_that_hangs_ends_at_the_connect_deadline()
    {
        await using var carrier = new RawCarrier(connection => connection.StaySilentAsync());
        using var client = new ClientUnderTest(
            $"https://127.0.0.1:{carrier.Port}",
            connectTimeout: TimeSpan.FromMilliseconds(200)
        );

        AssertNeverProcessed(await client.FailAsync(), "timed out");
    }

    [Fact]
    public async Task Our_deadline_ends_a_connection_attempt()
    {
        await using var carrier = new RawCarrier(connection => connection.StaySilentAsync());
        using var client = new ClientUnderTest($"https://127.0.0.1:{carrier.Port}");

        AssertNeverProcessed(await client.FailAsync(seconds: 0.2), "the deadline passed");
    }

    [Fact]
    public async Task A_deadline_that_passed_before_the_call_opens_no_connection()
    {
        await using var carrier = new RawCarrier(connection => connection.CountToEndAsync());
        using var client = new ClientUnderTest(carrier.Url);

        AssertNeverProcessed(await client.FailAsync(seconds: 0), "the deadline passed");
        Assert.Equal(0, carrier.Connections);
    }

    [Fact]
    public async Task A_deadline_that_passes_while_connecting_lets_not_one_byte_out()
    {
        var bytes = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var carrier = new RawCarrier(async connection =>
            bytes.SetResult(await connection.CountToEndAsync())
        );
        var time = new SteppedTime();
        using var client = new ClientUnderTest(
            carrier.Url,
            time,
            arrange: ClientUnderTest.AfterConnect(() => time.Advance(TimeSpan.FromSeconds(16)))
        );

        AssertNeverProcessed(await client.FailAsync().WaitAsync(TimeSpan.FromSeconds(10)), "the deadline passed");
        Assert.Equal(0, await bytes.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_stop_before_the_first_byte_lets_not_one_byte_out()
    {
        var bytes = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var carrier = new RawCarrier(async connection =>
            bytes.SetResult(await connection.CountToEndAsync())
        );
        using var stop = new CancellationTokenSource();
        using var client = new ClientUnderTest(carrier.Url, arrange: ClientUnderTest.AfterConnect(stop.Cancel));

        AssertNeverProcessed(
            await client.FailAsync(stopping: stop.Token).WaitAsync(TimeSpan.FromSeconds(10)),
            "the host stops"
        );
        client.Dispose();
        Assert.Equal(0, await bytes.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(null, 10)] // the pace of code 20429
    [InlineData("2", 10)]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 2026 12:03:00 GMT", 180)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 10)]
    [InlineData("soon", 10)]
    public async Task Too_many_requests_are_tried_again_when_Twilio_says(string? retryAfter, int seconds)
    {
        const string Body = """{"code":20429,"message":"Too Many Requests","status":429}""";
        await using var carrier = await ScriptedCarrier.StartAsync(429, Body, retryAfter);
        using var client = new ClientUnderTest(carrier.Url, new SteppedTime());

        var failure = await client.FailAsync();

        Assert.Equal((SendFailureKind.NotProcessed, 429, 20429), (failure.Kind, failure.HttpStatus, failure.Code));
        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
    }

    private static void AssertNeverProcessed(SendFailure failure, string reason)
    {
        Assert.Equal(SendFailureKind.NotProcessed, failure.Kind);
        Assert.Null(failure.HttpStatus);
        Assert.EndsWith(reason, failure.Reason, StringComparison.Ordinal);
    }
}
