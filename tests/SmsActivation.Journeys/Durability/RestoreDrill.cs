using System.Text.RegularExpressions;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;
using Xunit.Abstractions;

namespace SmsActivation.Journeys.Durability;

/// <summary>The machine is lost, and the last backup is put back elsewhere: what was sent since is not sent again, and
/// what nobody answered is answered.</summary>
public sealed partial class RestoreDrill(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Copy = "copy.db";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly List<InboundSms> _texts = [];
    private Installation _host = null!;

    public async Task InitializeAsync() =>
        _host = await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                ["Database__ConnectionString"] = "Data Source=live.db",
                ["Outbox__Lease"] = "00:00:03",
                ["Outbox__SendDeadline"] = "00:00:02",
                ["Outbox__SettleAfter"] = "00:00:12",
                ["Outbox__SettleGap"] = "00:00:04",
                ["Sweep__Every"] = "00:00:01",
                ["Sweep__Grace"] = "00:00:00",
            },
            account => account with { MostPerPage = 7, ListLagSeconds = 3 }
        );

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [SqliteFact]
    public async Task A_restored_host_sends_nothing_again_and_answers_what_nobody_answered()
    {
        var cards = Enumerable.Range(0, 12).Select(_ => CardNumbers.Luhn16()).ToList();
        await _host.ImportAsync(cards.Select(card => new CardLine(card)));
        await _host.StartAsync();

        // Before the backup: settled; waiting for its retry; of unknown end, with the carrier or not.
        await TextAsync(cards[0]);
        await TextAsync("hello");
        await SettledAsync();
        var busy = new Fault(FaultKind.Refuse, Status: 429, Code: 20429, RetryAfter: 6);
        var (retried, listed, lost) = (Draw(), Draw(), Draw());
        await _host.Carrier.ScriptAsync(busy with { To = retried });
        await _host.Carrier.ScriptAsync(new Fault(FaultKind.Close, To: listed, Taken: true, Reported: false));
        await _host.Carrier.ScriptAsync(new Fault(FaultKind.Close, To: lost));
        await TextAsync(cards[1], retried);
        await TextAsync(cards[2], listed);
        await TextAsync(cards[3], lost);
        await Eventually.TrueAsync(
            "one waits for its retry, two are of unknown end",
            async () => await StatesAsync("retry", "unknown", "unknown")
        );
        (await _host.RunAsync("db", "backup", Copy)).MustSucceed();
        var taken = DateTimeOffset.UtcNow;

        // After it: those leave, new ones are activated and answered, and ask again.
        await Eventually.TrueAsync("what waited has left", async () => await StatesAsync("sent"), Bound);
        var since = cards[4..8];
        foreach (var card in since)
            await TextAsync(card);
        await SettledAsync(but: listed);
        var member = Phone(since[0]);
        await TextAsync(since[1], Phone(since[2]));
        var guesser = Draw();
        for (var i = 0; i < 6; i++)
            await TextAsync(CardNumbers.Luhn16(), guesser);
        await SettledAsync(but: listed);
        await Eventually.TrueAsync(
            "most welcomes have no words any more at the carrier",
            async () => (await _host.Carrier.SeenAsync()).Redacted.Count >= 6
        );
        // A password of her own, and at once the next text, which nobody answers: each is told from the other.
        await TextAsync("PASSWORD", member);
        // The last one is with the carrier, and neither its answer nor a report ever came.
        var last = Draw();
        await _host.Carrier.ScriptAsync(new Fault(FaultKind.Hang, To: last, Taken: true, Reported: false));
        await TextAsync(cards[8], last);
        await Eventually.TrueAsync(
            "both are with the carrier",
            async () => (await CreatesAsync(last)).Count > 0 && (await CreatesAsync(member)).Count > 1
        );
        _host.Host!.Kill();
        var before = await SentAsync();

        // Texts that found nobody: only the carrier has them.
        var follows = await ReceiveAsync(new InboundSms(member, cards[10]));
        var late = await ReceiveAsync(new InboundSms(Draw(), cards[9]));

        PutBack();
        var unsaid = _host.Launch();
        Assert.Equal(1, await unsaid.ExitAsync(Bound));
        Assert.Contains("--restored-from", unsaid.Errors);

        // Its sweeps do not come to its start, so that it holds for as long as it is looked at.
        _host.Settings["Sweep__Grace"] = "01:00:00";
        await _host.StartAsync("serve", "--restored-from", taken.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        var during = new InboundSms(Draw(), "hello");
        await TextAsync(during);
        // It rests on what only the lost host was told.
        var rests = new InboundSms(Phone(since[3]), since[3]);
        await TextAsync(rests);
        await Eventually.TrueAsync(
            "both are decided",
            async () => await OutcomeAsync(during) is not null && await OutcomeAsync(rests) is not null
        );
        Assert.Equal("AlreadyActive", await OutcomeAsync(rests));
        Assert.StartsWith("ok, but no text leaves: restored from", await _host.CheckAsync("restore"));
        output.WriteLine(await _host.CheckAsync("restore"));

        // A restart, and nobody says it again.
        _host.Host!.Kill();
        await _host.StartAsync();
        Assert.StartsWith("ok, but no text leaves: restored from", await _host.CheckAsync("restore"));
        Assert.Equal(before, await SentAsync());

        _host.Host!.Kill();
        _host.Settings["Sweep__Grace"] = "00:00:00";
        await _host.StartAsync();
        await Eventually.TrueAsync(
            "texts leave again",
            async () => await _host.CheckAsync("restore") == "ok, none",
            Bound
        );
        await Eventually.TrueAsync(
            "each text has its outcome, and its reply is with the carrier",
            async () =>
            {
                var log = await _host.LogAsync();
                return log.Count == _texts.Count && log.All(row => row.IsSettled || row.ReplyState == "sent");
            },
            Bound
        );
        await Task.Delay(TimeSpan.FromSeconds(3));

        // Nothing again, and each of the four that nobody had answered once.
        var after = await SentAsync();
        var added = after.Except(before).ToList();
        string[] unanswered = [during.From, rests.From, follows.From, late.From];
        Assert.Equal(unanswered.Order(), added.Select(text => text.Split(' ')[0]).Order());
        Assert.All(added, text => Assert.EndsWith(" 1", text));
        Assert.Empty(before.Except(after));
        Assert.Empty((await _host.Carrier.SeenAsync()).Violations);

        foreach (var card in cards[..10])
            Assert.Equal(Phone(card), (await _host.CardAsync(card)).Phone);
        Assert.Equal("PhoneAlreadyLinked", await OutcomeAsync(follows));

        // The password that was texted after the backup is nobody's, so asking brings another.
        var again = new InboundSms(member, "PASSWORD");
        await TextAsync(again);
        await Eventually.TrueAsync(
            "a new password comes",
            async () => (await _host.Carrier.TextsAsync(member)).Count == 4
        );
    }

    private static string Draw() => PhoneNumbers.Draw("US");

    private string Phone(string card) => _texts.First(text => text.Body == card).From;

    private Task TextAsync(string body, string? from = null) => TextAsync(new InboundSms(from ?? Draw(), body));

    private async Task TextAsync(InboundSms sms)
    {
        await ReceiveAsync(sms);
        await _host.PostAsync(sms);
    }

    private async Task<InboundSms> ReceiveAsync(InboundSms sms)
    {
        _texts.Add(sms);
        await _host.Carrier.HoldAsync(sms);
        return sms;
    }

    private async Task SettledAsync(string? but = null) =>
        await _host.SettledAsync([.. _texts.Where(text => text.From != but).Select(text => text.Sid)], Bound);

    private async Task<bool> StatesAsync(params string[] open) =>
        (await _host.LogAsync())
            .Where(row => !row.IsSettled)
            .Select(row => row.ReplyState!)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(open);

    private async Task<string?> OutcomeAsync(InboundSms sms) =>
        (await _host.LogAsync()).FirstOrDefault(row => row.MessageSid == sms.Sid)?.Outcome;

    private async Task<IReadOnlyList<CreateSeen>> CreatesAsync(string phone) =>
        [.. (await _host.Carrier.SeenAsync()).Creates.Where(create => create.To == phone)];

    /// <summary>What the carrier took: phone, words without their password, and how often.</summary>
    private async Task<IReadOnlyList<string>> SentAsync() =>
        [
            .. (await _host.Carrier.SeenAsync())
                .Creates.Where(create => create.Sid is not null)
                .GroupBy(create => $"{create.To} {Passwords.Replace(create.Body, "…")}")
                .Select(same => $"{same.Key} {same.Count()}")
                .Order(StringComparer.Ordinal),
        ];

    private void PutBack()
    {
        foreach (var file in Directory.GetFiles(_host.Work, "live.db*"))
            File.Delete(file);
        File.Copy(Path.Combine(_host.Work, Copy), Path.Combine(_host.Work, "live.db"));
    }

    [GeneratedRegex(ReplyTexts.Password, RegexOptions.ExplicitCapture)]
    private static partial Regex Passwords { get; }
}
