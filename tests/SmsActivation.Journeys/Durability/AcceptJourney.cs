using System.Diagnostics;
using System.Net;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Durability;

/// <summary>What the carrier hears of a text that no database takes.</summary>
public sealed class AcceptJourney
{
    // README: rt=4000.
    private static readonly TimeSpan CarriersPatience = TimeSpan.FromSeconds(4);

    [SqliteFact]
    public async Task Without_a_spool_it_is_told_to_come_again_before_it_hangs_up()
    {
        await using var host = await Installation.CreateAsync();
        await host.StartAsync();
        var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        using (DatabaseLock.Take(host))
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await host.TryPostAsync(sms));
            Assert.True(watch.Elapsed < CarriersPatience, $"It took {watch.Elapsed}");
        }
        await host.PostAsync(sms);
        Assert.Single(await host.SettledAsync([sms.Sid]), row => row.MessageSid == sms.Sid);
    }

    [SqliteFact]
    public async Task A_full_spool_tells_it_to_come_again_and_takes_more_once_it_was_drained()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings["Spool__Path"] = Path.Combine(host.Work, "spool");
        host.Settings["Spool__Key"] = "a key of the journeys, for the spool";
        host.Settings["Spool__MostMegabytes"] = "1";
        await host.StartAsync();
        var phone = PhoneNumbers.Draw("US");
        var taken = new List<string>();
        InboundSms refused;
        using (DatabaseLock.Take(host))
        {
            while (true)
            {
                refused = new InboundSms(phone, $"hello {taken.Count} " + new string('x', 60_000));
                if (await host.TryPostAsync(refused) is var answer && answer != HttpStatusCode.OK)
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
                    break;
                }
                taken.Add(refused.Sid);
            }
            Assert.InRange(taken.Count, 15, 18);
        }
        await Eventually.TrueAsync(
            "the spool is drained",
            async () => await host.GaugeAsync("sms_activation_spool_texts") == 0
        );
        await host.PostAsync(refused);
        var log = await host.SettledAsync([.. taken, refused.Sid]);
        Assert.Equal([.. taken, refused.Sid], log.Select(row => row.MessageSid));
    }
}
