using System.Text;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Import;
using SmsActivation.Core.Events;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Cards.Import;

/// <summary>A database, a folder for card files, and imports between them. Numbers are four digits long here, and 1234 is
/// the example.</summary>
public sealed class ImportBench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-activation-import-");

    public TemporaryDatabase Database { get; } = new();
    public ManualClock Clock { get; } = new();
    public CardCodes Codes { get; init; } = new("a key");
    public string? Batch { get; init; }
    public bool HostIsLive { get; init; }
    internal EventOutbox Events { get; init; } = EventOutbox.Off;

    public string File => Path.Combine(_folder.FullName, "cards.csv");
    public string RejectsFile => Path.Combine(_folder.FullName, "cards.rejects.csv");

    /// <summary>The rows of the rejects file, its header left out; empty when there is none.</summary>
    public IReadOnlyList<string> Rejects =>
        System.IO.File.Exists(RejectsFile) ? [.. System.IO.File.ReadLines(RejectsFile).Skip(1)] : [];

    public Task<ImportReport> ImportAsync(params string[] lines) => ImportAsync(string.Join('\n', lines));

    public async Task<ImportReport> ImportAsync(string text, bool dryRun = false)
    {
        await System.IO.File.WriteAllTextAsync(File, text);
        return Assert.IsType<ImportResult.Finished>(await RunAsync(dryRun: dryRun)).Report;
    }

    public async Task<ImportReport> ImportBytesAsync(byte[] bytes)
    {
        await System.IO.File.WriteAllBytesAsync(File, bytes);
        return Assert.IsType<ImportResult.Finished>(await RunAsync()).Report;
    }

    /// <summary>The faults of a file that is not read at all.</summary>
    public async Task<IReadOnlyList<string>> RefusedAsync(string text, Encoding? encoding = null)
    {
        await System.IO.File.WriteAllTextAsync(File, text, encoding ?? new UTF8Encoding(false));
        return Assert.IsType<ImportResult.Refused>(await RunAsync()).Faults;
    }

    public Task<ImportResult> RunAsync(
        string? file = null,
        bool dryRun = false,
        IProgress<ImportProgress>? progress = null,
        CancellationToken stopping = default
    )
    {
        var options = new ImportOptions
        {
            ReadNumber = ReadNumber,
            Example = "1234",
            Codes = Codes,
            Batch = Batch,
            DryRun = dryRun,
        };
        var pace = new WritePace(TimeProvider.System, () => HostIsLive);
        return new CardImport(Database.Database, pace, options, Events, Clock).RunAsync(
            file ?? File,
            progress,
            stopping
        );
    }

    public Task<T?> CardAsync<T>(string number, string column) =>
        Database.ScalarAsync<T>($"select {column} from cards where number = @number", new { number });

    public async Task<string?> StateAsync(string number) => await CardAsync<string>(number, "state");

    /// <summary>Activates the card by the phone, as a text would.</summary>
    public async Task LinkAsync(string number, string phone)
    {
        var parameters = new { number, phone };
        await Database.ExecuteAsync(
            """
            update cards set state = 'Active' where number = @number;
            insert into members (phone, username, created_at) values (@phone, @phone, '2026-01-01T00:00:00.000Z');
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            select c.id, m.id, 1, 'sms', '2026-03-01T11:00:00.000Z' from cards c, members m
            where c.number = @number and m.phone = @phone
            """,
            parameters
        );
    }

    public Task<string?> UnlinkReasonAsync(string number) =>
        Database.ScalarAsync<string>(
            """
            select unlink_reason from card_links l join cards c on c.id = l.card_id
            where c.number = @number and l.unlinked_at is not null
            """,
            new { number }
        );

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string? ReadNumber(string text)
    {
        var signs = text.Replace(" ", "", StringComparison.Ordinal);
        return signs.Length == 4 && signs.All(char.IsAsciiLetterOrDigit) ? signs.ToUpperInvariant() : null;
    }
}
