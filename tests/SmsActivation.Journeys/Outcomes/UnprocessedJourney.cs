using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Outcomes;

/// <summary>A text that ends its host each time it is handled, as a fault that nobody foresaw would.</summary>
public sealed class UnprocessedJourney
{
    private const int MostStarts = 8;
    private const string CrashPoint = "SMSACTIVATION_CRASH_AT";

    [Fact]
    public async Task A_text_that_crashes_its_host_five_times_is_left_to_a_person()
    {
        await using var installation = await Installation.CreateAsync();
        var card = CardNumbers.Luhn16();
        await installation.ImportAsync([new CardLine(card)]);
        var phone = PhoneNumbers.Draw("US");
        var deadly = new InboundSms(phone, card);

        installation.Settings[CrashPoint] = "processing.before-apply";
        await installation.StartAsync();
        await installation.TryPostAsync(deadly);
        var crashes = await CrashUntilItStaysUpAsync(installation);
        Assert.Equal(5, crashes);

        var row = Assert.Single(await installation.SettledAsync([deadly.Sid]));
        Assert.Equal("Unprocessed", row.Outcome);
        Assert.Null(row.Reply);
        Assert.Empty((await installation.Carrier.SeenAsync()).Creates);

        // Its phone is not blocked by it, once the fault is mended.
        installation.Host!.Kill();
        installation.Settings[CrashPoint] = null;
        await installation.StartAsync();
        var next = new InboundSms(phone, card);
        await installation.PostAsync(next);
        var log = await installation.SettledAsync([next.Sid]);
        Assert.Equal("Activated", log.Single(row => row.MessageSid == next.Sid).Outcome);
    }

    /// <summary>Starts again after each crash, as a service manager does; the number of crashes.</summary>
    private static async Task<int> CrashUntilItStaysUpAsync(Installation installation)
    {
        for (var crashes = 1; crashes <= MostStarts; crashes++)
        {
            await installation.Host!.ExitAsync(TimeSpan.FromSeconds(60));
            Assert.NotEqual(0, installation.Host.ExitCode);
            var host = installation.Launch();
            await Eventually.TrueAsync(
                "the host crashes again, or has given the text up",
                async () => host.HasExited || (await installation.IsReadyAsync() && await IsOverAsync(installation))
            );
            if (!host.HasExited)
                return crashes;
        }
        return MostStarts;
    }

    private static async Task<bool> IsOverAsync(Installation installation) => (await installation.LogAsync()).Count > 0;
}
