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
        Assert.StartsWith("Of these cards 1 has a security code", ended.Lines[1]);
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
        var ended = await QrAsync(Issued, "--format", "png", "--keyword", "Spring");
        Assert.Equal(0, ended.Status);
        Assert.StartsWith("1 code written", ended.Lines[0]);
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
    [InlineData(1, "--to is 'SHOP': that is no number", "--batch", "spring", "--to", "SHOP")]
    [InlineData(1, "--to is '12': that is no number", "--batch", "spring", "--to", "12")]
    public async Task What_cannot_be_printed_is_told(int status, string told, params string[] asked)
    {
        var ended = await QrAsync(asked);
        Assert.Contains(told, ended.Error);
        Assert.Equal(status, ended.Status);
        Assert.Equal(("", false), (ended.Output, Path.Exists(Out)));
    }

    [Fact]
    public async Task Without_a_number_of_ours_it_is_to_be_named()
    {
        var ended = await _bench.RunAsync("cards", "qr", Issued, "--out", Out);
        Assert.Contains("Nobody knows which number is to be texted: name it by --to", ended.Error);
    }

    [Fact]
    public async Task A_card_that_is_not_to_be_activated_any_more_is_warned_of_and_printed_as_asked()
    {
        var ended = await QrAsync(Spine.Card(3), Issued);
        Assert.Equal((0, 3), (ended.Status, Directory.GetFiles(Out).Length));
        Assert.Equal(
            $"warning: {Core.Cards.CardMask.Mask(Spine.Card(3))} is Active: its code activates nothing any more.",
            ended.Error.Trim()
        );
        Assert.StartsWith("2 codes written", ended.Lines[0]);
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
