using SmsActivation.Core.Inbox;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Inbox;

/// <summary>A text that both the webhook and the sweep bring.</summary>
public sealed class InboxStoreTests : IAsyncDisposable
{
    private const string Phone = "+14155552671";
    private readonly Spine _spine = new();

    private InboxStore Inbox => _spine.Inbox;

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task What_the_webhook_brought_the_sweep_does_not_bring_again()
    {
        var text = _spine.Text(Phone, "hello");
        Assert.Equal(Accepted.New, await Inbox.AcceptAsync(text));
        Assert.Equal(0, await Inbox.AcceptAllAsync([Swept(text)]));
        Assert.False((await OnlyAsync()).Swept);
    }

    [Fact]
    public async Task What_the_sweep_brought_the_webhook_does_not_bring_again()
    {
        var text = _spine.Text(Phone, "hello");
        Assert.Equal(1, await Inbox.AcceptAllAsync([Swept(text)]));
        Assert.Equal(Accepted.SeenBefore, await Inbox.AcceptAsync(text));
        Assert.True((await OnlyAsync()).Swept);
    }

    [Fact]
    public async Task Both_at_once_are_one_text()
    {
        var text = _spine.Text(Phone, "hello");
        await Task.WhenAll(Inbox.AcceptAllAsync([Swept(text)]), Inbox.AcceptAsync(text));
        await OnlyAsync();
    }

    [Fact]
    public async Task One_that_is_there_already_keeps_none_of_the_others_out()
    {
        var texts = Enumerable.Range(0, 5).Select(i => Swept(_spine.Text(Phone, $"hello {i}"))).ToList();
        await Inbox.AcceptAsync(texts[2]);
        Assert.Equal(4, await Inbox.AcceptAllAsync([.. texts, texts[4]]));
        var bodies = (await _spine.Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), _spine.Clock.GetUtcNow()))
            .Single()
            .Texts.Select(one => one.Text.Body);
        Assert.Equal(["hello 2", "hello 0", "hello 1", "hello 3", "hello 4"], bodies);
    }

    [Fact]
    public async Task Those_in_the_inbox_are_known_done_or_not()
    {
        var texts = Enumerable.Range(0, 500).Select(i => _spine.Text(Phone, $"hello {i}")).ToList();
        await Inbox.AcceptAsync(texts[0]);
        await _spine.SayAsync("+14155552672", "hello");
        await Inbox.AcceptAsync(texts[499]);
        Assert.Equal(
            new HashSet<string> { texts[0].Sid, texts[499].Sid },
            await Inbox.KnownAsync([.. texts.Select(text => text.Sid)])
        );
        Assert.Empty(await Inbox.KnownAsync([]));
    }

    private async Task<InboundText> OnlyAsync()
    {
        var lease = Assert.Single(
            await _spine.Claims.ClaimAsync(8, TimeSpan.FromSeconds(30), _spine.Clock.GetUtcNow())
        );
        return Assert.Single(lease.Texts).Text;
    }

    private static InboundText Swept(InboundText text) => text with { Swept = true };
}
