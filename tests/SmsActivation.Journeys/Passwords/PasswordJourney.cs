using System.Text;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Passwords;

/// <summary>A password is read on one handset, and in no file of the machine.</summary>
public sealed class PasswordJourney
{
    [Fact]
    public async Task No_file_holds_a_password_also_after_it_is_texted_back()
    {
        var since = DateTime.UtcNow.AddSeconds(-2);
        await using var host = await Installation.CreateAsync();
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
        // A forged request with a password in it leaves no trace either, nor does one that cannot be read.
        await host.SendAsync(InboundSms.Signed($"{host.Url}/twilio/sms", "http://wrong", "wrong", back[0].Form("AC")));

        Assert.Contains(FileScan.Below(host.Work), file => file.EndsWith("-wal"));
        LookThrough(FileScan.Below(host.Folder), passwords, welcomed);
        await host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        Listen(host.Host, passwords);
        LookThrough(
            FileScan
                .Below(host.Folder)
                .Concat(FileScan.Below(ProductFiles.HostFolder))
                .Concat(FileScan.Below(Path.GetTempPath(), since)),
            passwords,
            welcomed
        );
    }

    private static void LookThrough(IEnumerable<string> below, List<string> passwords, List<InboundSms> welcomed)
    {
        var files = below.Distinct().ToList();
        // The search looks where the texts are: their SIDs are found.
        Assert.NotEmpty(FileScan.Find(files, [("a SID", Encoding.UTF8.GetBytes(welcomed[0].Sid))]));
        Assert.Empty(
            FileScan.Find(
                files,
                [.. passwords.SelectMany(Spellings.Of).DistinctBy(one => Convert.ToHexString(one.Bytes))]
            )
        );
    }

    private static void Listen(ChildProcess host, List<string> passwords)
    {
        foreach (
            var password in passwords.SelectMany(one => new[] { one, one.Replace("-", ""), one.Replace('-', ' ') })
        )
            Assert.False(
                host.Everything.Contains(password, StringComparison.OrdinalIgnoreCase),
                "The host has printed a password."
            );
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
