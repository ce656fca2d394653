using System.Net.Sockets;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

/// <summary>The client with the handler that production uses, pointed at a scripted carrier.</summary>
internal sealed class ClientUnderTest : IDisposable
{
    private readonly HttpClient http;
    private readonly TimeProvider time;

    public ClientUnderTest(
        string apiBaseUrl,
        TimeProvider? time = null,
        TimeSpan? connectTimeout = null,
        Action<SocketsHttpHandler>? arrange = null,
        Action<TwilioOptions>? settings = null
    )
    {
        this.time = time ?? TimeProvider.System;
        var handler = TwilioHttp.CreateHandler(connectTimeout);
        arrange?.Invoke(handler);
        http = TwilioHttp.CreateClient(handler);
        var options = TwilioTestOptions.Good();
        options.ApiBaseUrl = apiBaseUrl;
        settings?.Invoke(options);
        Client = new TwilioClient(http, options, this.time);
    }

    public TwilioClient Client { get; }

    public static OutgoingMessage Message { get; } =
        new(
            "+15557770000",
            "+15550001111",
            "Welcome!",
            "https://sms.example.com/twilio/status?a=T1",
            TimeSpan.FromMinutes(10)
        );

    public SendDeadline Deadline(double seconds = 15) => SendDeadline.Start(time, TimeSpan.FromSeconds(seconds));

    public Task<CreateResult> CreateAsync(double seconds = 15, CancellationToken stopping = default) =>
        Client.CreateAsync(Message, Deadline(seconds), stopping);

    public async Task<SendFailure> FailAsync(double seconds = 15, CancellationToken stopping = default) =>
        Assert.IsType<CreateResult.Failed>(await CreateAsync(seconds, stopping)).Failure;

    /// <summary>Connects as the handler would, then does something before the request is written.</summary>
    public static Action<SocketsHttpHandler> AfterConnect(Action act) =>
        handler =>
            handler.ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                act();
                return new NetworkStream(socket, ownsSocket: true);
            };

    public void Dispose() => http.Dispose();
}
