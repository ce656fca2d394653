using System.Net.Http.Json;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Passwords;

/// <summary>Passwords in hands other than the ordinary: of a host that crashes with one in its memory, and of the
/// simulated carrier, which may show it on the phone's page and nowhere else.</summary>
public sealed class CanaryJourneys
{
    private const string CrashPoint = "SMSACTIVATION_CRASH_AT";

    [SqliteTheory]
    [InlineData("sending.before-finish")]
    [InlineData("sending.after-finish")]
    [InlineData("delivery.before-report")]
    public async Task A_crash_prints_no_password_and_leaves_none_behind(string point)
    {
        var since = DateTime.UtcNow.AddSeconds(-2);
        await using var host = await Installation.CreateAsync();
        var card = CardNumbers.Luhn16();
        await host.ImportAsync([new CardLine(card)]);
        host.Settings[CrashPoint] = point;
        await host.StartAsync();
        var sms = new InboundSms(PhoneNumbers.Draw("US"), card);
        await host.PostAsync(sms);
        await host.Host!.ExitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains(point, host.Host.Errors);
        await Canary.WriteDownAsync(host);
        var password = ReplyTexts.PasswordIn(Assert.Single(await host.Carrier.TextsAsync(sms.From)).Body);
        Canary.LookThrough(Canary.FilesOf(host, since), [password], sms.Sid);

        // Nor does the host that finds what the first one left.
        host.Settings[CrashPoint] = null;
        await host.StartAsync();
        await Canary.ExportAsync(host);
        Canary.LookThrough(FileScan.Below(host.Folder), [password], sms.Sid);
    }

    [SqliteFact]
    public async Task With_the_simulated_carrier_only_the_phone_shows_it()
    {
        var since = DateTime.UtcNow.AddSeconds(-2);
        await using var host = await Installation.CreateAsync();
        host.Settings.Clear();
        foreach (var (name, value) in HostSettings.ForSimulator(host))
            host.Settings[name] = value;
        await host.StartAsync();
        var page = SimulatedPhone.Told(host, @"(?<told>http://\S+/simulator)");
        var card = SimulatedPhone.Told(host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)");
        using var http = new HttpClient();
        using var events = new StreamReader(await http.GetStreamAsync($"{page}/phone/events"));
        using var sent = await http.PostAsJsonAsync($"{page}/phone/send", new { from = "+16465550142", body = card });
        sent.EnsureSuccessStatusCode();
        var password = ReplyTexts.PasswordIn(await SimulatedPhone.ReplyAsync(events));
        await Eventually.TrueAsync(
            "the log has it delivered",
            async () => (await host.LogAsync()) is [{ ReplyState: "delivered" }]
        );

        await Canary.ExportAsync(host);
        var sid = (await host.LogAsync()).Single().MessageSid;
        Canary.LookThrough(FileScan.Below(host.Folder), [password], sid);
        await host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        await Canary.WriteDownAsync(host);
        Canary.LookThrough(Canary.FilesOf(host, since), [password], sid);
    }
}
