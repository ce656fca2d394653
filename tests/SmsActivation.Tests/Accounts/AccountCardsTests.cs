using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Account;

namespace SmsActivation.Tests.Accounts;

/// <summary>What a member sees of a card that is not in use any more.</summary>
public sealed class AccountCardsTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private readonly Spine _spine = new();
    private readonly AccountCards _cards;

    public AccountCardsTests() => _cards = new AccountCards(_spine.Temporary.Database);

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Theory]
    [InlineData(CardState.Blocked, CardState.Blocked)]
    [InlineData(CardState.Replaced, CardState.Replaced)]
    [InlineData(CardState.Expired, CardState.Expired)]
    [InlineData(CardState.Issued, CardState.Issued)] // unblocked again
    [InlineData(CardState.Active, CardState.Issued)] // nobody's, it counts as that
    public async Task The_last_card_is_shown_as_it_stands(CardState stored, CardState shown)
    {
        await EndAsync(stored);
        Assert.Empty(await _cards.OfAsync(1, _spine.Clock.GetUtcNow()));
        var last = await _cards.LastAsync(1, _spine.Clock.GetUtcNow());
        Assert.Equal((Spine.Card(1), shown.ToString()), (last!.Number, last.State));
    }

    [Fact]
    public async Task A_card_past_its_last_day_has_expired_whether_or_not_anybody_wrote_it_down()
    {
        await _spine.Temporary.ExecuteAsync("update cards set expires_on = '2020-01-01'");
        Assert.Empty(await _cards.OfAsync(1, _spine.Clock.GetUtcNow()));
        Assert.Equal("Expired", (await _cards.LastAsync(1, _spine.Clock.GetUtcNow()))!.State);
    }

    [Fact]
    public async Task A_card_that_somebody_else_has_now_is_not_shown()
    {
        await EndAsync(CardState.Issued);
        await _spine.SayAsync("+14155552672", Spine.Card(1));
        Assert.Null(await _cards.LastAsync(1, _spine.Clock.GetUtcNow()));
    }

    [Fact]
    public void Each_state_has_its_word_and_its_step_in_every_language()
    {
        foreach (var texts in AccountTexts.All.Values)
        {
            var view = new AccountView
            {
                Texts = texts,
                Brand = "Club",
                Support = "800",
                OurNumber = Spine.OurNumber,
            };
            var cards = Enum.GetValues<CardState>()
                .Select(state => new AccountCard { State = state.ToString() })
                .ToList();
            Assert.Equal(cards.Count, cards.Select(view.StateOf).Distinct().Count());
            Assert.Equal(cards.Count, cards.Select(view.StepOf).Distinct().Count());
        }
    }

    private async Task EndAsync(CardState state)
    {
        await _spine.Temporary.ExecuteAsync("update cards set state = @state", new { state = state.ToString() });
        await _spine.Temporary.ExecuteAsync("update card_links set unlinked_at = linked_at, unlink_reason = 'test'");
    }
}
