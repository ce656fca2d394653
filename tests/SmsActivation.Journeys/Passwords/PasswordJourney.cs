using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Passwords;

/// <summary>A password is read on one handset, and in no file of the machine, no page and no verb's output.</summary>
public sealed class PasswordJourney
{
    private const string Own = "lilac otter 58 marimba";

    [SqliteFact]
    public async Task No_file_holds_a_password_also_after_it_is_texted_back()
    {
        var since = DateTime.UtcNow.AddSeconds(-2);
        await using var host = await Installation.CreateAsync(
            // Nor does a log that tells all.
            new Dictionary<string, string?> { ["Serilog__MinimumLevel__Default"] = "Verbose" }
        );
        host.Settings["Spool__Path"] = Path.Combine(host.Work, "spool");
        host.Settings["Spool__Key"] = "a key of the journeys, for the spool";
        var cards = Enumerable.Range(0, 2).Select(_ => CardNumbers.Luhn16()).ToList();
        await host.ImportAsync(cards.Select(card => new CardLine(card)));
        await host.StartAsync();
        var welcomed = cards.Select(card => new InboundSms(PhoneNumbers.Draw("US"), card)).ToList();
        foreach (var text in welcomed)
            await host.PostAsync(text);
        await host.SettledAsync([.. welcomed.Select(text => text.Sid)]);
        var passwords = new List<string>();
        foreach (var text in welcomed)
            passwords.Add(ReplyTexts.PasswordIn((await host.Carrier.TextsAsync(text.From))[0].Body));
        Assert.Equal(passwords.Count, passwords.Distinct().Count());

        var back = welcomed.Zip(passwords).SelectMany(pair => TextedBack(pair.First.From, pair.Second)).ToList();
        foreach (var text in back)
            await host.PostAsync(text);
        var log = await host.SettledAsync([.. back.Select(text => text.Sid)]);
        foreach (var text in back)
            Assert.Equal("PasswordReceived", log.Single(row => row.MessageSid == text.Sid).Outcome);
        await TextWhileTheDatabaseIsAwayAsync(host, [.. TextedBack(welcomed[0].From, passwords[0])], passwords);
        // A forged request with a password in it leaves no trace either, nor does one that cannot be read.
        await host.SendAsync(InboundSms.Signed($"{host.Url}/twilio/sms", "http://wrong", "wrong", back[0].Form("AC")));

        passwords.Add(Own);
        await Canary.ExportAccountAsync(host, welcomed[0].From, cards[0], passwords[0], Own);
        Assert.Contains(FileScan.Below(host.Work), file => file.EndsWith("-wal"));
        await Canary.ExportAsync(
            host,
            ["cards", "show", cards[0], "--reveal"],
            ["cards", "show", cards[0], "--json", "--reveal"],
            ["privacy", "erase", welcomed[1].From]
        );
        Canary.LookThrough(FileScan.Below(host.Folder), passwords, welcomed[0].Sid);
        await host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        await Canary.WriteDownAsync(host);
        Canary.LookThrough(Canary.FilesOf(host, since), passwords, welcomed[0].Sid);
    }

    private static async Task TextWhileTheDatabaseIsAwayAsync(
        Installation host,
        List<InboundSms> texts,
        IReadOnlyList<string> passwords
    )
    {
        using (DatabaseLock.Take(host))
        {
            foreach (var text in texts)
                await host.PostAsync(text);
            Assert.Equal(texts.Count, await host.GaugeAsync("sms_activation_spool_texts"));
            Assert.NotEmpty(FileScan.Below(host.Settings["Spool__Path"]!));
            Canary.LookThrough(FileScan.Below(host.Folder), passwords, (await host.LogAsync())[0].MessageSid);
        }
        await host.SettledAsync([.. texts.Select(text => text.Sid)]);
    }

    private static IEnumerable<InboundSms> TextedBack(string phone, string password) =>
        new[]
        {
            password,
            password.ToUpperInvariant(),
            password.Replace("-", ""),
            password.Replace('-', ' '),
            $"my password is {password.Replace("-", "").ToUpperInvariant()}, is that right?",
            $"({password})",
            password.Replace('-', '–'),
            password.Replace("-", "\n"),
            $"Password:{password}.",
            char.ToUpperInvariant(password[0]) + password[1..],
            $"«{password.Replace("-", " - ")}»",
        }.Select(body => new InboundSms(phone, body));
}
