using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Operating;

/// <summary>An operator's day at the command line, beside a running host.</summary>
public sealed class CommandLine
{
    [Fact]
    public async Task Cards_are_imported_shown_held_and_released_beside_a_running_host()
    {
        await using var host = await Installation.CreateAsync();
        await host.StartAsync();
        var card = CardNumbers.Luhn16();
        var file = Path.Combine(host.Work, "cards.csv");
        await File.WriteAllLinesAsync(
            file,
            ["number;state;kind", $"{CardNumbers.Spaced(card)};Issued;gold", $"{CardNumbers.Typo(card)};Issued;gold"]
        );

        var tried = await host.RunAsync("cards", "import", "cards.csv", "--batch", "spring", "--dry-run");
        Assert.Equal(3, tried.Code);
        Assert.Equal(1, (await host.RunAsync("cards", "show", card)).Code);

        var imported = await host.RunAsync("cards", "import", "cards.csv", "--batch", "spring");
        Assert.Equal(3, imported.Code);
        var reject = Assert.Single(
            await File.ReadAllLinesAsync(Path.ChangeExtension(file, ".rejects.csv")),
            line => line.Contains(CardNumbers.Typo(card))
        );
        Assert.Contains("3", reject);
        var shown = await host.CardAsync(card);
        Assert.Equal(("Issued", null, "spring", "gold"), (shown.State, shown.Phone, shown.Batch, shown.Kind));

        (await host.RunAsync("cards", "hold", card, "--reason", "reported at the till")).MustSucceed();
        var phone = PhoneNumbers.Draw("US");
        Assert.Equal("HeldForReview", (await SayAsync(host, phone, card)).Outcome);

        (await host.RunAsync("cards", "release", card, "--reason", "the owner came in")).MustSucceed();
        Assert.Equal("Activated", (await SayAsync(host, phone, card)).Outcome);
        shown = await host.CardAsync(card);
        Assert.Equal(("Active", phone), (shown.State, shown.Phone));
        Assert.NotNull(shown.LinkedAt);

        await MaskedUnlessRevealedAsync(host, phone, card);
    }

    [Theory]
    [InlineData(2, "cards", "import")]
    [InlineData(2, "cards", "vanish")]
    [InlineData(2, "log", "list", "--since", "yesterday-ish")]
    [InlineData(2, "cards", "hold", "9900550000000013")]
    [InlineData(1, "cards", "import", "no-such-file.csv")]
    [InlineData(1, "cards", "show", "9900559999999995")]
    [InlineData(0, "replies", "check")]
    [InlineData(0, "db", "migrate")]
    [InlineData(0, "--help")]
    public async Task A_verb_ends_with_its_code(int code, params string[] arguments)
    {
        await using var host = await Installation.CreateAsync();
        var ended = await host.RunAsync(arguments);
        Assert.True(ended.Code == code, $"It ended with {ended.Code}:\n{ended.Everything}");
        Assert.DoesNotContain("   at ", ended.Everything);
        Assert.NotEmpty(ended.Everything);
    }

    [SqliteFact]
    public async Task A_backup_of_a_running_host_is_a_whole_database()
    {
        await using var host = await Installation.CreateAsync();
        var card = CardNumbers.Luhn16();
        await host.ImportAsync([new CardLine(card)]);
        await host.StartAsync();
        (await host.RunAsync("db", "status")).MustSucceed();
        (await host.RunAsync("db", "backup", "copy.db")).MustSucceed();
        host.Settings["Database__ConnectionString"] = "Data Source=copy.db";
        Assert.Equal("Issued", (await host.CardAsync(card)).State);
    }

    private static async Task MaskedUnlessRevealedAsync(Installation host, string phone, string card)
    {
        var masked = await host.RunAsync("log", "list", "--json", "--phone", phone, "--outcome", "Activated");
        masked.MustSucceed();
        Assert.DoesNotContain(phone, masked.Output);
        Assert.DoesNotContain(card, masked.Output);
        Assert.Contains(phone[^4..], masked.Output);
        Assert.Contains(card[^4..], masked.Output);
        Assert.Single(masked.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var logs = Directory
            .EnumerateFiles(host.Work, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains("log") && !file.EndsWith(".db"))
            .ToList();
        Assert.NotEmpty(logs);
        foreach (var text in logs.Select(ReadShared))
        {
            Assert.DoesNotContain(phone, text);
            Assert.DoesNotContain(card, text);
        }
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task<LogRow> SayAsync(Installation host, string phone, string body)
    {
        var sms = new InboundSms(phone, body);
        await host.PostAsync(sms);
        return (await host.SettledAsync([sms.Sid])).Single(row => row.MessageSid == sms.Sid);
    }
}
