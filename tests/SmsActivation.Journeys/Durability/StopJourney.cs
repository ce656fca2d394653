using System.Collections.Concurrent;
using System.Net;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Durability;

/// <summary>A deployment in the middle of the day.</summary>
public sealed class StopJourney
{
    private const int Texts = 60;

    [Fact]
    public async Task A_graceful_stop_ends_in_time_and_loses_nothing()
    {
        await using var host = await Installation.CreateAsync(account: account =>
            account with
            {
                DelayMilliseconds = 800,
            }
        );
        var cards = Enumerable.Range(0, Texts).Select(_ => CardNumbers.Luhn16()).ToList();
        await host.ImportAsync(cards.Select(card => new CardLine(card)));
        await host.StartAsync();
        var acknowledged = new ConcurrentBag<InboundSms>();
        var posting = Parallel.ForEachAsync(
            cards,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (card, _) =>
            {
                var text = new InboundSms(PhoneNumbers.Draw("US"), card);
                while (await host.TryPostAsync(text) != HttpStatusCode.OK)
                    await Task.Delay(100, CancellationToken.None);
                acknowledged.Add(text);
            }
        );
        await Eventually.TrueAsync(
            "sends are under way",
            async () => (await host.Carrier.SeenAsync()).Creates.Count > 5
        );

        var took = await host.Host!.TerminateAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(0, host.Host.ExitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        // Nothing was cut short: what was being sent has its answer, what was not has been handed back.
        var stopped = await host.LogAsync();
        Assert.DoesNotContain(stopped, row => row.ReplyState is "unknown" or "sending" or "claimed");

        await host.StartAsync();
        await posting;
        var sids = acknowledged.Select(text => text.Sid).ToList();
        IReadOnlyList<LogRow> log = [];
        await Eventually.TrueAsync(
            "every reply is with the carrier",
            async () =>
            {
                log = await host.LogAsync();
                // A report that came while nobody listened is lost: such a reply stays sent.
                return log.Count == Texts && log.All(row => row.IsSettled || row.ReplyState == "sent");
            }
        );
        Assert.Equal(sids.Order(), log.Select(row => row.MessageSid).Order());
        Assert.All(log, row => Assert.Equal("Activated", row.Outcome));
        foreach (var text in acknowledged)
            Assert.Single(await host.Carrier.TextsAsync(text.From));
    }
}
