using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Replies;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Restore;

/// <summary>From the first start on a restored database to its release, by a carrier's list and a manual clock.</summary>
public sealed class RestoreWatchTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Other = "+14155552672";
    private static readonly OutboxOptions Options = new();
    private readonly Spine _spine = new();
    private readonly ReplyWords _words = new(
        new ReplyWriter(ReplyCatalog.Load([ReplyFiles.Folder]), ReplyFiles.Options),
        new PasswordOptions()
    );
    private readonly RestoreStore _restores;
    private readonly RestoreLooks _looks;
    private readonly SweepMarks _marks;
    private readonly List<TwilioMessage> _listed = [];
    private ScriptedCarrier _carrier = null!;
    private OutboundHold _hold = null!;
    private bool _readable = true;

    public RestoreWatchTests()
    {
        _restores = new RestoreStore(_spine.Temporary.Database, Options);
        _looks = new RestoreLooks(_spine.Temporary.Database);
        _marks = new SweepMarks(_spine.Temporary.Database);
    }

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    /// <summary>A reply that was queued when the copy was made, a minute ago.</summary>
    public async Task InitializeAsync()
    {
        _carrier = await ScriptedCarrier.StartAsync(AnswerAsync);
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _restores.TryBeginAsync(Now - TimeSpan.FromMinutes(1), Now);
        _hold = new OutboundHold(await _restores.OpenAsync());
    }

    public async Task DisposeAsync()
    {
        await _carrier.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_looked_up_before_the_gap_is_decided_and_the_list_is_whole()
    {
        await PassAsync();
        await _marks.EndAsync(Now, Now);
        await PassAsync();
        Assert.Empty(_carrier.Requests);
        Assert.True(_hold.IsOn);
    }

    [Fact]
    public async Task What_the_carrier_has_is_adopted_by_its_state_and_not_sent_anew_when_it_expires()
    {
        List("SM1", "delivered", await WordsAsync(Phone, "bcdf-ghjk-mnpq"));
        await GatheredAsync();
        await PassAsync();
        Assert.False(_hold.IsOn);
        Assert.Equal("delivered SM1 1", await OutboundAsync(Phone));
        Assert.Equal(1, await CountAsync("replaced_at is not null and poll_at is null"));
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task What_the_carrier_has_under_way_is_asked_for_later()
    {
        List("SM1", "sent", await WordsAsync(Phone, "bcdf-ghjk-mnpq"));
        await GatheredAsync();
        await PassAsync();
        Assert.Equal("sent SM1 1", await OutboundAsync(Phone));
        Assert.Equal(1, await CountAsync("poll_at is not null"));
    }

    [Fact]
    public async Task What_the_carrier_lacks_leaves_after_the_release()
    {
        await GatheredAsync();
        await PassAsync();
        Assert.False(_hold.IsOn);
        Assert.Equal("queued  0", await OutboundAsync(Phone));
        Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task A_sid_that_is_known_is_no_other_texts()
    {
        List("SM1", "delivered", await WordsAsync(Phone, "bcdf-ghjk-mnpq"));
        await _spine.Temporary.ExecuteAsync(
            """
            insert into send_attempts (message_id, token, started_at, sid, result, text)
            select id, 'known', created_at, 'SM1', 'accepted', 'text' from outbound_messages
            """
        );
        await GatheredAsync();
        await PassAsync();
        Assert.Equal("queued  0", await OutboundAsync(Phone));
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_holds_all()
    {
        _readable = false;
        await GatheredAsync();
        await PassAsync();
        Assert.True(_hold.IsOn);
        Assert.NotNull(await _restores.OpenAsync());
        _readable = true;
        await PassAsync();
        Assert.False(_hold.IsOn);
    }

    [Fact]
    public async Task A_release_by_another_host_lets_go_here()
    {
        await _spine.Temporary.ExecuteAsync("update restores set released_at = @Now", new { Now });
        await PassAsync();
        Assert.False(_hold.IsOn);
    }

    [Fact]
    public async Task A_swept_text_that_was_answered_is_not_answered_again_whatever_the_words()
    {
        await SweptAsync(Other, Spine.Card(3), Now - TimeSpan.FromSeconds(30));
        List("SM1", "delivered", "words of a card that was imported later", Other, Now - TimeSpan.FromSeconds(29));
        await GatheredAsync();
        await PassAsync();
        Assert.Equal("delivered SM1 1", await OutboundAsync(Other));
        Assert.False(_hold.IsOn);
    }

    [Fact]
    public async Task A_swept_text_that_nobody_answered_is_answered()
    {
        List("SM1", "delivered", "an answer to an earlier text", Other, Now - TimeSpan.FromSeconds(40));
        await SweptAsync(Other, Spine.Card(3), Now - TimeSpan.FromSeconds(30));
        await GatheredAsync();
        await PassAsync();
        Assert.Equal("queued  0", await OutboundAsync(Other));
    }

    /// <summary>The password that the carrier has is the lost host's: it opens nothing.</summary>
    [Fact]
    public async Task Who_asks_for_a_password_meanwhile_gets_one_of_their_own()
    {
        List("SM1", "delivered", await WordsAsync(Phone, "bcdf-ghjk-mnpq"));
        Assert.Null((await _spine.SayAsync(Phone, "PASSWORD")).Reply);
        await GatheredAsync();
        await PassAsync();
        Assert.False(_hold.IsOn);
        var own = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        Assert.Equal(ReplyTemplate.PasswordReissued, own.Text.Template);
    }

    [Fact]
    public async Task Who_asked_the_lost_host_for_a_password_has_its_answer()
    {
        List("SM1", "delivered", await WordsAsync(Phone, "bcdf-ghjk-mnpq"));
        await SweptAsync(Phone, "PASSWORD", Now - TimeSpan.FromSeconds(30));
        await GatheredAsync();
        await PassAsync();
        Assert.False(_hold.IsOn);
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now));
    }

    /// <summary>By then the lost host's welcome had arrived, so the password that was asked for is a text of its own.</summary>
    [Fact]
    public async Task Who_had_a_password_from_the_lost_host_and_texts_in_the_same_second_is_answered()
    {
        var at = Now - TimeSpan.FromSeconds(30);
        await SweptAsync(Phone, "PASSWORD", at);
        await SweptAsync(Phone, Spine.Card(3), at);
        List("SM1", "delivered", "", at: at - TimeSpan.FromSeconds(10));
        List("SM2", "delivered", "", at: at);
        await GatheredAsync();
        await PassAsync();
        Assert.False(_hold.IsOn);
        var own = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        Assert.Equal(ReplyTemplate.UnknownCard, own.Text.Template);
    }

    private async Task SweptAsync(string phone, string body, DateTimeOffset at)
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(phone, body, receivedAt: at) with { Swept = true });
        foreach (var lease in await _spine.Claims.ClaimAsync(10, TimeSpan.FromSeconds(30), Now))
            await _spine.HandleAsync(lease);
    }

    /// <summary>The sweep has come to the first start, and the carrier lists all that was sent before it.</summary>
    private async Task GatheredAsync()
    {
        await _marks.EndAsync(Now, Now);
        _spine.Clock.Advance(Options.SettleAfter + Options.SettleGap);
    }

    private async Task PassAsync()
    {
        using var client = new ClientUnderTest(_carrier.Url, _spine.Clock);
        using var wake = new OutboxWake(_spine.Clock);
        using var watch = new RestoreWatch(
            _hold,
            _restores,
            _looks,
            new SettleStore(_spine.Temporary.Database, Options),
            client.Client,
            TwilioTestOptions.Good(),
            _words,
            wake,
            _spine.Clock,
            NullLogger<RestoreWatch>.Instance
        );
        await watch.LookAsync(CancellationToken.None);
    }

    private async Task<string> WordsAsync(string phone, string password)
    {
        var held = await _looks.HeldAsync((await _restores.OpenAsync())!, phone);
        return _words.Render(Assert.Single(held).Text, password);
    }

    private void List(string sid, string status, string body, string to = Phone, DateTimeOffset? at = null) =>
        _listed.Add(
            new TwilioMessage
            {
                Sid = sid,
                Status = status,
                Body = body,
                To = to,
                From = Spine.OurNumber,
                Direction = "outbound-api",
                DateCreated = at ?? Now,
            }
        );

    private Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (!_readable)
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("{}");
        }
        var to = context.Request.Query["To"].ToString();
        var messages = _listed
            .Where(message => message.To == to)
            .Select(message => new
            {
                sid = message.Sid,
                status = message.Status,
                body = message.Body,
                to,
                from = message.From,
                direction = message.Direction,
                date_created = message.DateCreated!.Value.ToString("ddd, dd MMM yyyy HH:mm:ss +0000"),
            });
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { messages, next_page_uri = (string?)null }));
    }

    private Task<string?> OutboundAsync(string phone) =>
        _spine.Temporary.ScalarAsync<string>(
            "select concat(state, ' ', coalesce(sid, ''), ' ', attempts) from outbound_messages where sender = @phone",
            new { phone }
        );

    private Task<long> CountAsync(string condition) =>
        _spine.Temporary.ScalarAsync<long>($"select count(*) from outbound_messages where {condition}");
}
