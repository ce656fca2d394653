using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Campaigns;

/// <summary>STOP, START and the carrier's 21610 about campaigns that leave from a number of their own, by the built host.</summary>
public sealed class ConsentJourney
{
    [Fact]
    public async Task Who_stopped_is_offered_nothing_until_START_and_their_card_is_answered_all_the_same()
    {
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                ["Twilio__CampaignSender"] = Own.Second,
                ["Campaigns__MinGap"] = "00:00:00",
            }
        );
        var phones = CampaignLists.Phones(3);
        var (anna, boris, clara) = (phones[0], phones[1], phones[2]);
        await CampaignLists.AddAsync(host, "spring", perSecond: 10, phones);
        await CampaignLists.AddAsync(host, "autumn", perSecond: 10, phones);
        await host.StartAsync();

        // Twilio has answered the STOP, so we do not; what they ask of the other number is answered from there.
        await SayAsync(host, clara, "STOP", Own.Second, "STOP");
        await host.PostAsync(new InboundSms(clara, "hello"));
        await Eventually.TrueAsync("it is answered", async () => (await host.Carrier.TextsAsync(clara)).Count == 1);
        Assert.Equal(Own.Number, (await host.Carrier.TextsAsync(clara))[0].From);

        await host.Carrier.ScriptAsync(new Fault(FaultKind.Refuse, To: boris, Status: 400, Code: 21610));
        await RunAsync(host, "spring");
        Assert.Equal(Own.Second, Assert.Single(await host.Carrier.TextsAsync(anna)).From);
        Assert.Empty(await host.Carrier.TextsAsync(boris));
        Assert.Single(await host.Carrier.TextsAsync(clara));

        // Boris has opted out at the carrier long ago, and comes back to this sender; Clara says START to the other one.
        await SayAsync(host, boris, "START", Own.Second, "START");
        await SayAsync(host, clara, "START", Own.Number, "START");
        await SayAsync(host, anna, "STOP", Own.Second, "STOP");
        await RunAsync(host, "autumn");
        Assert.Single(await host.Carrier.TextsAsync(anna));
        Assert.Single(await host.Carrier.TextsAsync(boris));
        Assert.Single(await host.Carrier.TextsAsync(clara));
    }

    private static async Task SayAsync(Installation host, string phone, string body, string to, string optOutType)
    {
        var text = new InboundSms(phone, body) { To = to, OptOutType = optOutType };
        await host.PostAsync(text);
        await Eventually.TrueAsync(
            $"{body} is decided",
            async () => (await host.LogAsync()).Any(row => row.MessageSid == text.Sid)
        );
    }

    private static async Task RunAsync(Installation host, string campaign)
    {
        (await host.RunAsync("campaign", "start", campaign)).MustSucceed();
        await Eventually.TrueAsync(
            $"{campaign} is done",
            async () => (await CampaignLists.ReportAsync(host, campaign)).GetProperty("state").GetString() == "Done",
            TimeSpan.FromMinutes(2)
        );
    }
}
