using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Replies;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Tests.Sending;

/// <summary>The carrier is away for an hour by the manual clock: first nobody listens, then whoever answers only says that
/// it is not available.</summary>
public sealed class CarrierAwayTests : IAsyncLifetime
{
    private const int Phones = 12;
    private static readonly OutboxOptions Options = new();
    private static readonly TimeSpan Pass = TimeSpan.FromSeconds(20);

    private readonly Spine _spine = new();
    private readonly List<(string To, string Body, string Sid)> _taken = [];
    private readonly OutboxWake _wake;
    private readonly HashLane _lane = new(threads: 1);
    private ScriptedCarrier _carrier = null!;
    private ClientUnderTest _client = null!;
    private CarrierSends _sends = null!;
    private OutboxSender _sender = null!;
    private SendSettler _settler = null!;
    private bool _listens = true;
    private bool _available = true;

    public CarrierAwayTests() => _wake = new OutboxWake(_spine.Clock);

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        _carrier = await ScriptedCarrier.StartAsync(AnswerAsync);
        _client = new ClientUnderTest(_carrier.Url, _spine.Clock, arrange: ConnectWhileItListens);
        var twilio = TwilioTestOptions.Good();
        var database = _spine.Temporary.Database;
        var allowance = new SendAllowance(
            new SendDayStore(database, ceiling: 50_000),
            _spine.Clock,
            NullLogger<SendAllowance>.Instance
        );
        var pace = new SenderPace(twilio, new Neighbours(alone: true, _spine.Clock), _spine.Clock);
        _sends = new CarrierSends(
            _spine.SendClaims,
            _spine.Sends,
            _client.Client,
            twilio,
            new ReplyWords(
                new ReplyWriter(ReplyCatalog.Load([ReplyFiles.Folder]), ReplyFiles.Options),
                new PasswordOptions()
            ),
            new PasswordHashing(new PasswordHashingOptions { TemporaryIterations = 1000, ChosenIterations = 1000 }),
            _lane,
            new PasswordOptions(),
            Options,
            new SenderPauses(_spine.Clock),
            allowance,
            pace,
            new OutboundHold(),
            _wake,
            _spine.Clock,
            NullLogger<CarrierSends>.Instance
        );
        _sender = new OutboxSender(
            _spine.SendClaims,
            _sends,
            allowance,
            pace,
            twilio,
            new OutboundHold(),
            _wake,
            _spine.Clock,
            NullLogger<OutboxSender>.Instance
        );
        _settler = new SendSettler(
            new SettleClaims(database, Options),
            new SettleStore(database, Options),
            _client.Client,
            Options,
            _wake,
            _spine.Clock,
            NullLogger<SendSettler>.Instance
        );
    }

    public async Task DisposeAsync()
    {
        _sender.Dispose();
        _settler.Dispose();
        _sends.Dispose();
        _lane.Dispose();
        _wake.Dispose();
        _client.Dispose();
        await _carrier.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task Every_reply_goes_out_once_after_it_returns()
    {
        _listens = false;
        for (var i = 0; i < Phones / 2; i++)
            await ActivateAsync(i);
        await PassAsync(TimeSpan.FromMinutes(30));
        _listens = true;
        _available = false;
        for (var i = Phones / 2; i < Phones; i++)
            await ActivateAsync(i);
        await PassAsync(TimeSpan.FromMinutes(30));
        Assert.Empty(_taken);
        Assert.Equal(0, await CountAsync("state in ('sent', 'failed') or left_to_person is not null"));

        _available = true;
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(Phones, await CountAsync("state = 'sent'"));
        Assert.Equal(Enumerable.Range(0, Phones).Select(Phone).Order(), _taken.Select(text => text.To).Order());
    }

    [Fact]
    public async Task A_password_that_expired_at_the_carrier_is_replaced_once()
    {
        await ActivateAsync(0);
        await PassAsync(Pass);
        await ExpireAsync();
        await PassAsync(Pass);
        Assert.Equal([Phone(0), Phone(0)], _taken.Select(text => text.To));
        Assert.NotEqual(_taken[0].Body, _taken[1].Body);
        Assert.Equal(
            1,
            await _spine.Temporary.ScalarAsync<long>("select count(*) from temporary_passwords where voided_at is null")
        );
        await ExpireAsync();
        await PassAsync(Pass * 3);
        Assert.Equal(2, _taken.Count);
        Assert.Equal(1, await CountAsync("state = 'undelivered' and error_code = 30036"));
    }

    private static string Phone(int i) => $"+1415555{2000 + i}";

    private async Task ActivateAsync(int i)
    {
        await _spine.AddCardAsync(Spine.Card(i));
        await _spine.SayAsync(Phone(i), Spine.Card(i));
    }

    /// <summary>The report of the last text that was taken.</summary>
    private Task<Reported> ExpireAsync() =>
        new DeliveryStore(_spine.Temporary.Database).ReportAsync(
            new DeliveryReport(null, _taken[^1].Sid, DeliveryState.Undelivered, 30036, "undelivered"),
            Now
        );

    /// <summary>The loops' passes, and the clock between them.</summary>
    private async Task PassAsync(TimeSpan during)
    {
        for (var until = Now + during; Now < until; _spine.Clock.Advance(Pass))
        {
            await _sender.SendDueAsync(CancellationToken.None);
            await _sends.SettledAsync();
            await _settler.SettleDueAsync(CancellationToken.None);
        }
    }

    private void ConnectWhileItListens(SocketsHttpHandler handler) =>
        handler.ConnectCallback = async (context, ct) =>
        {
            if (!_listens)
                throw new SocketException((int)SocketError.ConnectionRefused);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        };

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (!_available)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        if (context.Request.Method == "GET")
        {
            var messages = Listed(context.Request.Query["To"].ToString());
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { messages }));
            return;
        }
        var form = QueryHelpers.ParseQuery(context.Features.Get<CarrierRequest>()!.Body);
        string sid;
        lock (_taken)
        {
            sid = $"SM{_taken.Count:x32}";
            _taken.Add((form["To"].ToString(), form["Body"].ToString(), sid));
        }
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { sid, status = "queued" }));
    }

    private object[] Listed(string to)
    {
        lock (_taken)
            return
            [
                .. _taken
                    .Where(text => text.To == to)
                    .Select(text => new
                    {
                        sid = text.Sid,
                        body = text.Body,
                        status = "queued",
                        direction = "outbound-api",
                        date_created = Now.ToString("ddd, dd MMM yyyy HH:mm:ss +0000"),
                    }),
            ];
    }

    private Task<long> CountAsync(string condition) =>
        _spine.Temporary.ScalarAsync<long>($"select count(*) from outbound_messages where {condition}");
}
