using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Conversations;

/// <summary>One conversation on its way through a host: its cards, its people's addresses, its texts so far.</summary>
public sealed class Play(Conversation conversation, Func<string> drawCard)
{
    private readonly Dictionary<string, string> _numbers = [];
    private readonly Dictionary<string, string> _phones = [];
    private readonly List<InboundSms> _sent = [];

    public Conversation Conversation => conversation;

    /// <summary>The texts posted, one for each turn so far.</summary>
    public IReadOnlyList<InboundSms> Sent => _sent;

    public bool IsOver => _sent.Count == conversation.Turns.Count;

    public IReadOnlyDictionary<string, string> Numbers => _numbers;

    /// <summary>The card file's rows; a held card is imported as Issued and held by hand.</summary>
    public IEnumerable<CardLine> Cards()
    {
        var named = conversation.Turns.SelectMany(turn => Variables.CardsIn(turn.Text));
        foreach (var name in named.Concat(conversation.Cards.Keys).Distinct().Order())
        {
            var number = _numbers[name] = drawCard();
            var spec = conversation.Cards.GetValueOrDefault(name) ?? new CardSpec("Issued");
            if (spec.State == "unknown")
                continue;
            yield return spec.State switch
            {
                "expired" => new CardLine(number, ExpiresOn: "2020-01-31"),
                "held" => new CardLine(number),
                var state => new CardLine(number, state, Code: spec.Code),
            };
        }
    }

    public IEnumerable<string> HeldCards() =>
        conversation.Cards.Where(card => card.Value.State == "held").Select(card => _numbers[card.Key]);

    /// <summary>The turns to post in one go: the next, and those that follow at once.</summary>
    public async Task<IReadOnlyList<InboundSms>> NextAsync(Carrier carrier)
    {
        var first = _sent.Count;
        var posted = new List<InboundSms>();
        foreach (var turn in conversation.Turns.Skip(first).TakeWhile((turn, i) => i == 0 || turn.AtOnce))
        {
            var from = AddressOf(turn);
            var password =
                turn.Text.Contains("$password") || turn.Text.Contains("$PASSWORD")
                    ? await PasswordOfAsync(from, carrier)
                    : "";
            posted.Add(
                new InboundSms(from, Variables.Fill(turn.Text, _numbers, password))
                {
                    To = To(turn, from),
                    NumMedia = turn.Marks.Contains("picture") ? 1 : 0,
                    OptOutType = turn.Marks.FirstOrDefault(mark => mark is "STOP" or "START" or "HELP"),
                }
            );
        }
        // A reply that answers the next text too must still be under way when that comes.
        if (conversation.Turns.Skip(first).Take(posted.Count).Any(turn => turn.AnsweredByEarlier))
            await carrier.ScriptAsync(new Fault(FaultKind.Late, To: posted[0].From, DelaySeconds: 4));
        _sent.AddRange(posted);
        return posted;
    }

    /// <summary>The language that this turn's reply must be in.</summary>
    public string LanguageOf(Turn turn) =>
        turn.Marks.Contains("second") ? "ru" : PhoneNumbers.Language(CountryOf(turn));

    private static string To(Turn turn, string from)
    {
        if (turn.Marks.Contains("second"))
            return Own.Second;
        return from.StartsWith("whatsapp:") ? Own.WhatsApp : Own.Number;
    }

    private string AddressOf(Turn turn)
    {
        if (turn.Marks.Contains("letters"))
            return "INFOSMS";
        if (turn.Marks.Contains("ourselves"))
            return Own.Second;
        if (!_phones.TryGetValue(turn.Person, out var phone))
            phone = _phones[turn.Person] = PhoneNumbers.Draw(CountryOf(turn));
        return turn.Marks.Contains("whatsapp") ? "whatsapp:" + phone : phone;
    }

    private string CountryOf(Turn turn) =>
        turn.Marks.FirstOrDefault(mark => mark.Length == 2 && mark.All(char.IsAsciiLetterUpper))
        ?? conversation.Country;

    private static async Task<string> PasswordOfAsync(string address, Carrier carrier)
    {
        var texts = await carrier.TextsAsync(address);
        return texts.Select(text => ReplyTexts.TryPasswordIn(text.Body)).Last(password => password is not null)!;
    }
}
