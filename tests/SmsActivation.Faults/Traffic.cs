using System.Collections.Concurrent;
using System.Net;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults;

/// <summary>How a text reaches the host.</summary>
internal enum Arrival
{
    Posted,

    /// <summary>Its webhook comes again after it was acknowledged.</summary>
    Twice,

    /// <summary>The carrier has it, and its webhook never comes.</summary>
    Lost,
}

/// <param name="At">Its place among all texts: they come as the run goes on.</param>
internal sealed record TextOf(InboundSms Sms, Arrival Arrival, int At);

/// <summary>A phone, and what it texts: each text follows the last one's acknowledgement.</summary>
internal sealed record Customer(string Phone, IReadOnlyList<TextOf> Texts)
{
    /// <summary>What its last keyword said; null where it texted none.</summary>
    public bool? OptedOut { get; init; }

    /// <summary>The carrier holds what is sent to it until the password in it is no longer valid.</summary>
    public bool Expires { get; init; }
}

/// <summary>Customers of all kinds, and their texts on the way to a host that dies now and then.</summary>
internal sealed class Traffic
{
    private const string Code = "4821";
    private const string WrongCode = "1111";

    /// <summary>Lost webhooks come in the first part of a run: while the clock is a day ahead, all that the carrier lists
    /// is a day old, and too old to be swept.</summary>
    private const double LostUntil = 0.4;
    private const int SideBySide = 12;
    private readonly Random _random;
    private readonly int _messages;
    private readonly List<Customer> _customers = [];
    private readonly List<CardLine> _cards = [];
    private readonly ConcurrentQueue<InboundSms> _acknowledged = new();
    private int _made;
    private int _held;
    private int _redelivered;

    public Traffic(int messages, Random random)
    {
        (_messages, _random) = (messages, random);
        while (_made < messages)
            AddStory();
    }

    public IReadOnlyList<CardLine> Cards => _cards;
    public IReadOnlyList<Customer> Customers => _customers;
    public IReadOnlyList<InboundSms> Texts => [.. _customers.SelectMany(one => one.Texts).Select(text => text.Sms)];
    public IReadOnlyList<InboundSms> Lost =>
        [.. _customers.SelectMany(one => one.Texts).Where(one => one.Arrival == Arrival.Lost).Select(one => one.Sms)];
    public bool AllLostAreHeld => Volatile.Read(ref _held) == Lost.Count;
    public int Redelivered => _redelivered;

    /// <summary>Texts before this place may come by now.</summary>
    public int Released { get; set; }

    /// <summary>The carrier is told beforehand what becomes of whose texts.</summary>
    public async Task ArrangeAsync(Installation host)
    {
        foreach (var customer in _customers.Where(customer => customer.Expires))
            await host.Carrier.DecideAsync(new Fate(customer.Phone, "undelivered", 30036));
    }

    public Task RunAsync(Installation host) =>
        Parallel.ForEachAsync(
            _customers,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
            async (customer, _) =>
            {
                foreach (var text in customer.Texts)
                    await ArriveAsync(host, text);
            }
        );

    /// <summary>Acknowledged texts come once more, whatever became of the first ones.</summary>
    public async Task RedeliverAsync(Installation host, int texts)
    {
        var again = _acknowledged.ToArray();
        if (again.Length == 0)
            return;
        await Task.WhenAll(
            Enumerable.Range(0, texts).Select(_ => host.TryPostAsync(again[Random.Shared.Next(again.Length)]))
        );
        Interlocked.Add(ref _redelivered, texts);
    }

    private async Task ArriveAsync(Installation host, TextOf text)
    {
        while (text.At >= Released)
            await Task.Delay(20);
        if (text.Arrival == Arrival.Lost)
        {
            await host.Carrier.HoldAsync(text.Sms);
            Interlocked.Increment(ref _held);
            return;
        }
        await PostAsync(host, text.Sms);
        _acknowledged.Enqueue(text.Sms);
        if (text.Arrival == Arrival.Twice)
        {
            await PostAsync(host, text.Sms);
            Interlocked.Increment(ref _redelivered);
        }
    }

    /// <summary>As Twilio does: what was not acknowledged comes again, with the same SID.</summary>
    private static async Task PostAsync(Installation host, InboundSms text)
    {
        while (await host.TryPostAsync(text) != HttpStatusCode.OK)
            await Task.Delay(50);
    }

    private void AddStory()
    {
        var card = CardNumbers.Luhn16();
        var phone = PhoneNumbers.Draw(_random.Next(2) == 0 ? "US" : "RU");
        var needsCode = false;
        switch (_random.Next(14))
        {
            case 0 or 1:
                Add(phone, card);
                Add(PhoneNumbers.Draw("RU"), card);
                break;
            case 2 or 3:
                Add(phone, card, "PASSWORD");
                break;
            case 4:
                Add(phone, card, "STOP");
                break;
            case 5:
                Add(phone, card, "STOP", "START");
                break;
            case 6:
                needsCode = true;
                Add(phone, $"{card} {WrongCode}", $"{card} {Code}");
                break;
            case 7:
                Add(phone, CardNumbers.Luhn16(), card);
                break;
            case 8:
                Add(phone, card);
                Expire();
                break;
            case 9:
                Add(phone, card, "PASSWORD");
                Expire();
                break;
            case 10 when _made < _messages * LostUntil:
                Lose(phone, card);
                break;
            case 11 when _made < _messages * LostUntil:
                Lose(phone, card);
                Add(PhoneNumbers.Draw("US"), CardNumbers.Luhn16()); // not ours: somebody else's card
                Lose(PhoneNumbers.Draw("US"), "STOP");
                break;
            default:
                Add(phone, card, card);
                break;
        }
        _cards.Add(new CardLine(card, Code: needsCode ? Code : ""));
    }

    private void Add(string phone, params string[] bodies)
    {
        var keyword = bodies.LastOrDefault(body => body is "STOP" or "START");
        _customers.Add(
            new Customer(phone, [.. bodies.Select(body => Next(phone, body, Twice() ? Arrival.Twice : Arrival.Posted))])
            {
                OptedOut = keyword is null ? null : keyword == "STOP",
            }
        );
    }

    private void Lose(string phone, string body) =>
        _customers.Add(
            new Customer(phone, [Next(phone, body, Arrival.Lost)]) { OptedOut = body == "STOP" ? true : null }
        );

    private void Expire() => _customers[^1] = _customers[^1] with { Expires = true };

    private TextOf Next(string phone, string body, Arrival arrival) =>
        new(new InboundSms(phone, body), arrival, _made++);

    private bool Twice() => _random.Next(6) == 0;
}
