using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Commands;

public sealed class CardsQrVerbTests : IAsyncLifetime
{
    private static readonly string Issued = Spine.Card(1);
    private readonly VerbBench _bench = new();

    private string Out => _bench.InFolder("codes");

    public Task InitializeAsync() =>
        _bench.PrepareAsync(
            $"""
            insert into cards (number, state, batch, code_hash, code_length, created_at, updated_at)
            values ('{Issued}', 'Issued', 'spring', null, null, '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z'),
                ('{Spine.Card(
                2
            )}', 'Prepared', 'spring', 'x', 4, '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z'),
                ('{Spine.Card(
                3
            )}', 'Active', 'spring', null, null, '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z'),
                ('{Spine.Card(
                4
            )}', 'Issued', 'autumn', null, null, '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z')
            """
        );

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_batch_becomes_a_file_a_card_whose_names_do_not_tell_the_numbers()
    {
        var ended = await QrAsync("--batch", "spring", "--reveal");
        Assert.Equal("", ended.Error);
        Assert.Equal(0, ended.Status);
        Assert.StartsWith("2 codes written", ended.Lines[0]);
        Assert.StartsWith("1 of these cards have a security code", ended.Lines[1]);
        Assert.Equal(
            [$"000001-{Issued[^4..]}.svg", $"000002-{Spine.Card(2)[^4..]}.svg", "index.csv"],
            Directory.GetFiles(Out).Select(Path.GetFileName).Order()
        );
        Assert.Equal(
            ["file,place,number,module_mm", $"000001-{Issued[^4..]}.svg,1,{Issued},0.76"],
            (await File.ReadAllLinesAsync(Path.Combine(Out, "index.csv")))[..2]
        );
        var again = await QrAsync("--batch", "spring");
        Assert.Equal((1, true), (again.Status, again.Error.Contains("not empty")));
    }

    [Fact]
    public async Task The_index_shows_last_digits_only_unless_it_is_asked_for_more()
    {
        Assert.Equal(0, (await QrAsync(Issued, "--format", "png", "--keyword", "Spring")).Status);
        Assert.DoesNotContain(Issued, await File.ReadAllTextAsync(Path.Combine(Out, "index.csv")));
        Assert.Single(Directory.GetFiles(Out, "*.png"));
    }

    [Fact]
    public async Task A_sheet_holds_many_and_the_index_says_where()
    {
        for (var serial = 10; serial < 60; serial++)
            await _bench.ExecuteAsync(
                """
                insert into cards (number, state, batch, created_at, updated_at)
                values (@number, 'Issued', 'many', '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z')
                """,
                new { number = Spine.Card(serial) }
            );
        Assert.Equal(0, (await QrAsync("--batch", "many", "--format", "sheet")).Status);
        // Six in a row, eight rows.
        Assert.Equal(
            ["index.csv", "sheet-0001.svg", "sheet-0002.svg"],
            Directory.GetFiles(Out).Select(Path.GetFileName).Order()
        );
        var index = await File.ReadAllLinesAsync(Path.Combine(Out, "index.csv"));
        Assert.StartsWith("sheet-0001.svg,48,", index[48]);
        Assert.StartsWith("sheet-0002.svg,1,", index[49]);
        var last = await File.ReadAllTextAsync(Path.Combine(Out, "sheet-0002.svg"));
        Assert.Equal(2, last.Split("<text ").Length - 1);
        Assert.Contains($">{Spine.Card(59)[^4..]}</text>", last);
    }

    [Theory]
    [InlineData(1, "a page of A4 holds none", "--batch", "spring", "--size", "400", "--format", "sheet")]
    [InlineData(1, "There is no card", "9900005500009991")]
    [InlineData(1, "Name cards, or a --batch")]
    [InlineData(1, "read as Stop", "--batch", "spring", "--keyword", "STOP")]
    [InlineData(3, "too small: it takes 14 mm", "--batch", "spring", "--size", "10")]
    [InlineData(1, "none that is still to be activated", "--batch", "winter")]
    [InlineData(1, "Nobody knows which number", "--batch", "spring", "--to", "SHOP")]
    public async Task What_cannot_be_printed_is_told(int status, string told, params string[] asked)
    {
        var ended = await QrAsync(asked);
        Assert.Contains(told, ended.Error);
        Assert.Equal(status, ended.Status);
    }

    private Task<Ended> QrAsync(params string[] asked) =>
        _bench.RunAsync([
            "cards",
            "qr",
            .. asked,
            "--out",
            Out,
            .. asked.Contains("--to") ? (string[])[] : ["--to", Spine.OurNumber],
        ]);
}
