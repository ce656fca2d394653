using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Reading;

namespace SmsActivation.Tests.Activation;

/// <summary>Facts from a few words: each says one thing about the text, its sender or the card; what is not said is
/// as in an ordinary activation.</summary>
internal sealed record Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public const string CardNumber = "9900001234567897";
    public const string OwnCard = "9900009999999990";
    private const long Me = 7;

    public bool? Reachable { get; init; }
    public bool? Served { get; init; }
    public Keyword? Keyword { get; init; }
    public bool? Password { get; init; }
    public bool? Loss { get; init; }
    public int? Tries { get; init; }
    public bool? Media { get; init; }

    /// <summary>none, near, one, two (neither known), many.</summary>
    public string? Text { get; init; }

    /// <summary>no, known.</summary>
    public string? Card { get; init; }
    public CardState? State { get; init; }

    /// <summary>none, me, other.</summary>
    public string? Holder { get; init; }
    public bool? Held { get; init; }
    public bool? CodeMissing { get; init; }

    /// <summary>no, member (without a card), full (with one).</summary>
    public string? Member { get; init; }
    public bool? LongSilent { get; init; }

    /// <summary>Both said at once; null when they contradict each other.</summary>
    public static Given? Both(Given a, Given b)
    {
        var both = new Given();
        foreach (var word in typeof(Given).GetProperties().Where(property => property.CanWrite))
        {
            var (one, other) = (word.GetValue(a), word.GetValue(b));
            if (one is not null && other is not null && !one.Equals(other))
                return null;
            word.SetValue(both, one ?? other);
        }
        return both;
    }

    public ActivationFacts Facts()
    {
        var text = Text ?? "one";
        var holder = Holder ?? "none";
        var member = Member ?? (holder == "me" ? "full" : "no");
        var candidates = text switch
        {
            "one" => [CardNumber],
            "two" => [CardNumber, OwnCard],
            "many" => ["1", "2", "3", "4"],
            _ => Array.Empty<string>(),
        };
        return new ActivationFacts
        {
            Now = Now,
            Text = new TextFacts
            {
                Command = new SmsCommand
                {
                    Candidates = [.. candidates.Select(number => new CardCandidate(number, "card", []))],
                    NearMiss = text == "near",
                    LossWord = Loss ?? false,
                    CardWord = Loss ?? false,
                },
                ReceivedAt = Now,
                SenderReachable = Reachable ?? true,
                CountryServed = Served ?? true,
                HoldsPassword = Password ?? false,
                HasMedia = Media ?? false,
                Keyword = Keyword,
            },
            Conversation = new ConversationFacts
            {
                FailedTries = Tries ?? 0,
                FailedSince = Tries is null ? null : Now - TimeSpan.FromHours(1),
                LastTextAt = LongSilent ?? false ? null : Now - TimeSpan.FromDays(1),
            },
            Member =
                member == "no"
                    ? null
                    : new MemberFacts
                    {
                        Id = Me,
                        Cards =
                            member == "full" ? [new LinkedCard(1, holder == "me" ? CardNumber : OwnCard, Slot: 1)] : [],
                        LastWelcome = new WelcomeFacts(DeliveryState.Delivered, Now),
                    },
            KnownCards =
                (Card ?? "known") == "no" || text != "one"
                    ? []
                    :
                    [
                        new CardFacts
                        {
                            Id = 1,
                            Number = CardNumber,
                            State = State ?? (holder == "none" ? CardState.Issued : CardState.Active),
                            LinkedMember = holder switch
                            {
                                "me" => Me,
                                "other" => 8,
                                _ => null,
                            },
                            Held = Held ?? false,
                            Code = CodeMissing ?? false ? CodeCheck.Missing : CodeCheck.NotAsked,
                        },
                    ],
        };
    }
}
