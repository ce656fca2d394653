using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using SmsActivation.Journeys.Harness;
using Xunit.Abstractions;

namespace SmsActivation.Journeys.Durability;

/// <summary>Power cuts at random moments, while customers text.</summary>
public sealed class KillJourney(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const int Texts = 150;
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task After_power_cuts_every_acknowledged_text_ends_in_one_outcome_and_no_reply_is_doubled()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var host = await Installation.CreateAsync(account: account =>
            account with
            {
                DelayMilliseconds = 60,
            }
        );
        var texts = await PrepareAsync(host, random);
        await host.StartAsync();

        var acknowledged = new ConcurrentBag<InboundSms>();
        var posting = PostAllAsync(host, texts, acknowledged);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(50, 900));
            host.Host!.Kill();
            await host.StartAsync();
        }
        var watch = Stopwatch.StartNew();
        var late = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await host.PostAsync(late);
        await Eventually.TrueAsync(
            "a text sent right after the restart is answered",
            async () => (await host.Carrier.TextsAsync(late.From)).Count > 0,
            AnsweredWithin
        );
        output.WriteLine($"answered {watch.Elapsed.TotalSeconds:0.0} s after the restart");
        await posting;

        Assert.Equal(Texts, acknowledged.Count);
        await HoldAsync(host, texts);
    }

    /// <summary>Most text a card of theirs; some a card that is another's too; each phone at most twice.</summary>
    private static async Task<IReadOnlyList<InboundSms>> PrepareAsync(Installation host, Random random)
    {
        var cards = Enumerable.Range(0, Texts / 2).Select(_ => CardNumbers.Luhn16()).ToList();
        await host.ImportAsync(cards.Select(card => new CardLine(card)));
        return
        [
            .. cards.SelectMany(card =>
            {
                var phone = PhoneNumbers.Draw("US");
                var another = random.Next(3) == 0 ? PhoneNumbers.Draw("RU") : phone;
                return new[] { new InboundSms(phone, card), new InboundSms(another, card) };
            }),
        ];
    }

    /// <summary>As Twilio does: what was not acknowledged comes again, with the same SID.</summary>
    private static async Task PostAllAsync(
        Installation host,
        IEnumerable<InboundSms> texts,
        ConcurrentBag<InboundSms> acknowledged
    ) =>
        await Parallel.ForEachAsync(
            texts,
            new ParallelOptions { MaxDegreeOfParallelism = 6 },
            async (text, _) =>
            {
                await Task.Delay(120, CancellationToken.None);
                while (await host.TryPostAsync(text) != HttpStatusCode.OK)
                    await Task.Delay(100, CancellationToken.None);
                acknowledged.Add(text);
            }
        );

    private static async Task HoldAsync(Installation host, IReadOnlyList<InboundSms> texts)
    {
        IReadOnlyList<LogRow> log = [];
        await Eventually.TrueAsync(
            "every text has an outcome and no reply is under way",
            async () =>
            {
                log = await host.LogAsync();
                return texts.All(text => log.Any(row => row.MessageSid == text.Sid))
                    && log.All(row => row.IsSettled || row.ReplyState is "unknown" or "sent");
            },
            TimeSpan.FromSeconds(90)
        );
        Assert.Equal(log.Count, log.Select(row => row.MessageSid).Distinct().Count());
        Assert.DoesNotContain(log, row => row.Outcome == "Unprocessed");

        // One link for each card, and one welcome for each activation.
        var activated = log.Where(row => row.Outcome == "Activated").ToList();
        Assert.Equal(activated.Count, activated.Select(row => row.Card).Distinct().Count());
        Assert.Equal(texts.Count / 2, activated.Count);
        Assert.All(activated, row => Assert.Equal("Activated", row.Reply));

        var seen = await host.Carrier.SeenAsync();
        Assert.Empty(seen.Violations);
        foreach (var phone in log.GroupBy(row => row.Phone))
        {
            var taken = seen.Creates.Where(create => create.To == phone.Key && create.Sid is not null).ToList();
            var owed = phone.Count(row => row.Reply is not null);
            var unsure = phone.Count(row => row.ReplyState == "unknown");
            Assert.InRange(taken.Count, owed - unsure, owed);
            // Twice the welcome would be two passwords: whatever was cut, one row is one text.
            Assert.True(taken.Count(text => ReplyTexts.TryPasswordIn(text.Body) is not null) <= 1);
        }
    }
}
