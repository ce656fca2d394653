using FsCheck;
using FsCheck.Fluent;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Activation;

/// <summary>Random histories of a few phones and cards, against a model that fits on a page.</summary>
public sealed class HistoryTests
{
    private const int Phones = 3;
    private const int Cards = 5;
    private const int BlockedCard = 4;
    private const int UnknownCard = 5;
    private static readonly ActivationLimits Limits = new() { RepliesInBurst = 1000, RepliesPerDay = 1000 };

    /// <summary>A phone texts a card (or hours pass, when <paramref name="Hours"/> is above zero).</summary>
    public sealed record Step(int Phone, int Card, int Hours)
    {
        public override string ToString() => Hours > 0 ? $"+{Hours}h" : $"P{Phone}→C{Card}";
    }

    [Fact]
    public void Every_history_ends_as_the_model_says_and_keeps_the_invariants()
    {
        var step = Gen.Frequency(
            (
                8,
                from phone in Gen.Choose(0, Phones - 1)
                from card in Gen.Choose(0, UnknownCard)
                select new Step(phone, card, 0)
            ),
            (1, from hours in Gen.Choose(1, 30) select new Step(0, 0, hours))
        );
        var histories = Arb.From(step.ArrayOf(), Shorter);
        Prop.ForAll(histories, Replay).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(40));
    }

    private static IEnumerable<Step[]> Shorter(Step[] history)
    {
        for (var i = 0; i < history.Length; i++)
            yield return [.. history.Take(i), .. history.Skip(i + 1)];
    }

    private static void Replay(Step[] history) => ReplayAsync(history).GetAwaiter().GetResult();

    private static async Task ReplayAsync(IReadOnlyList<Step> history)
    {
        await using var spine = new Spine(Limits);
        for (var card = 0; card < Cards; card++)
            await spine.AddCardAsync(Spine.Card(card), card == BlockedCard ? CardState.Blocked : CardState.Issued);
        var model = new Model();
        foreach (var step in history)
        {
            if (step.Hours > 0)
            {
                spine.Clock.Advance(TimeSpan.FromHours(step.Hours));
                continue;
            }
            var expected = model.Text(step.Phone, step.Card, spine.Clock.GetUtcNow());
            var outcome = await spine.SayAsync($"+1415555267{step.Phone}", Spine.Card(step.Card));
            Assert.True(
                expected == outcome.Code,
                $"{string.Join(' ', history)}: at {step} expected {expected}, was {outcome.Code}"
            );
        }
        await spine.AssertInvariantsAsync();
    }

    private sealed class Model
    {
        private readonly Dictionary<int, int> _cardOf = [];
        private readonly Dictionary<int, (int Count, DateTimeOffset Since)> _tries = [];

        public OutcomeCode Text(int phone, int card, DateTimeOffset now)
        {
            var (count, since) = _tries.GetValueOrDefault(phone);
            var counting = count > 0 && now - since < Limits.Window;
            if (counting && count >= Limits.FailedTries)
                return OutcomeCode.TooManyAttempts;
            var outcome = Outcome(phone, card);
            if (outcome == OutcomeCode.Activated)
                _cardOf[phone] = card;
            else if (outcome != OutcomeCode.AlreadyActive)
                _tries[phone] = counting ? (count + 1, since) : (1, now);
            return outcome;
        }

        private OutcomeCode Outcome(int phone, int card)
        {
            if (card == UnknownCard)
                return OutcomeCode.UnknownCard;
            if (_cardOf.TryGetValue(phone, out var own))
                return own == card ? OutcomeCode.AlreadyActive : OutcomeCode.PhoneAlreadyLinked;
            if (_cardOf.ContainsValue(card))
                return OutcomeCode.CardAlreadyLinked;
            return card == BlockedCard ? OutcomeCode.CardBlocked : OutcomeCode.Activated;
        }
    }
}
