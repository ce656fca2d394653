using System.Net;
using System.Text.RegularExpressions;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>Card files from the browser: tried, brought in, what was rejected taken home; and a batch withdrawn.</summary>
public sealed partial class ImportJourney : IAsyncLifetime
{
    private Installation _host = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        _host.Settings["Imports__LargestFile"] = "65536";
        _host.Settings["Staff__Key"] = "a key of the journeys";
        await _host.StartAsync();
        _browser = await StaffSteps.SignedInAsync(_host, "anna", "supervisor");
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_tried_then_brought_in_and_what_was_rejected_can_be_mended_and_sent_again()
    {
        string[] cards = [CardNumbers.Luhn16(), CardNumbers.Luhn16()];
        var file = $"number,kind\n{cards[0]},gold\n123,\"=1+1\"\n{cards[1]},\n";

        await UploadAsync(file, "spring.csv", ("batch", "spring"), ("dry-run", "1"));
        await EndedAsync("Dry run: no card was changed");
        Assert.Contains("3 rows: 2 new, 0 changed, 1 rejected", await CardsPageAsync());
        Assert.Equal(1, (await _host.RunAsync("cards", "show", cards[0])).Code);

        await UploadAsync(file, "spring.csv", ("batch", "spring"));
        var job = await EndedAsync("All rows of the file were read");
        Assert.Equal("spring", (await _host.CardAsync(cards[0])).Batch);

        await _browser.OpenAsync($"{job}/rejects");
        Assert.Equal("spring.rejects.csv", _browser.Answer.Content.Headers.ContentDisposition!.FileNameStar);
        var rejects = _browser.Page;
        // As it stood, so that it can be imported: what a spreadsheet makes of it, it makes of the sender's own file.
        Assert.Contains("123,=1+1,3,\"the number fits no format", rejects);
        await UploadAsync(rejects.Replace("123,", CardNumbers.Luhn16() + ","), "mended.csv");
        await EndedAsync("All rows of the file were read");
        Assert.Contains("1 row: 1 new, 0 changed, 0 rejected", await CardsPageAsync());

        // Nothing lies about but what was rejected.
        var left = Directory.EnumerateFiles(Path.Combine(_host.Work, "data", "imports")).Select(Path.GetFileName);
        Assert.All(left, name => Assert.EndsWith(".rejects.csv", name));
        await _browser.OpenAsync("/ops/cards");
        await _browser.PostAsync("/ops/cards/find", ("number", CardNumbers.Spaced(cards[0])));
        Assert.StartsWith("/ops/case?card=", _browser.At);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_in_words()
    {
        await UploadAsync(new string('1', 70_000), "large.csv");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, _browser.Status);
        Assert.Contains("larger than 64 KB", _browser.Page);

        await UploadAsync("", "empty.csv");
        Assert.Contains("The file is empty", _browser.Page);

        await UploadAsync("colour\nred\n", "<i>odd.csv");
        await EndedAsync("Nothing was changed. <i>odd.csv: There is no column 'number'");
        Assert.DoesNotContain("<i>odd", await _browser.Answer.Content.ReadAsStringAsync());

        await _browser.OpenAsync("/ops/cards");
        await UploadAsync("number\n", "a.csv", ("form", "0"));
        Assert.Equal(HttpStatusCode.BadRequest, _browser.Status);
        using var viewer = await StaffSteps.SignedInAsync(_host, "vera", "operator");
        await viewer.OpenAsync("/ops/cards");
        Assert.DoesNotContain("Bring cards in", viewer.Page);
        await viewer.UploadAsync("/ops/cards/import", "number\n", "a.csv");
        Assert.Equal(HttpStatusCode.Forbidden, viewer.Status);
    }

    [Fact]
    public async Task A_batch_is_withdrawn_and_brought_back()
    {
        string[] cards = [CardNumbers.Luhn16(), CardNumbers.Luhn16()];
        await UploadAsync($"number\n{cards[0]}\n{cards[1]}\n", "autumn.csv", ("batch", "autumn"));
        await EndedAsync("All rows");
        var phone = PhoneNumbers.Draw("US");
        await SayAsync(phone, cards[0]);

        await _browser.OpenAsync("/ops/cards/batch?name=autumn");
        Assert.Contains("Withdraw about 1 card", _browser.Page);
        await _browser.PostAsync("/ops/cards/withdraw", ("batch", "autumn"), ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, _browser.Status);
        await _browser.PostAsync("/ops/cards/withdraw", ("batch", "autumn"), ("reason", "a misprint"));
        await EndedAsync("can be activated now");
        Assert.Equal("Active", (await _host.CardAsync(cards[0])).State);
        Assert.Equal("Blocked", (await _host.CardAsync(cards[1])).State);

        await _browser.OpenAsync("/ops/cards/batch?name=autumn");
        await _browser.PostAsync("/ops/cards/bring-back", ("batch", "autumn"), ("reason", "it was none"));
        await EndedAsync("as they were before");
        Assert.Equal("Issued", (await _host.CardAsync(cards[1])).State);
    }

    [Fact]
    public async Task An_import_whose_host_dies_says_so_and_goes_on_when_it_is_sent_again()
    {
        _host.Settings["Imports__LargestFile"] = "100000000";
        await _host.Host!.TerminateAsync(Eventually.Bound);
        await _host.StartAsync();
        var numbers = Enumerable.Range(0, 200_000).Select(_ => CardNumbers.Luhn16());
        var file = "number\n" + string.Join('\n', numbers);
        await _browser.OpenAsync("/ops/cards");
        await UploadAsync(file, "many.csv");
        var job = _browser.At;
        Assert.Contains("It runs", _browser.Page);
        await UploadAsync("number\n", "other.csv");
        Assert.Equal(HttpStatusCode.Conflict, _browser.Status);
        _host.Host.Kill();
        await _host.StartAsync();
        await Eventually.TrueAsync(
            "the page says that the host stopped in the middle",
            async () =>
            {
                await _browser.OpenAsync(job);
                return _browser.Page.Contains("in the middle of it. What was taken stays; import the file again");
            },
            within: TimeSpan.FromMinutes(1) // beside other hosts it is first waited for
        );
        await UploadAsync(file, "many.csv");
        await EndedAsync("All rows");
    }

    private async Task SayAsync(string phone, string words)
    {
        var sms = new InboundSms(phone, words);
        await _host.PostAsync(sms);
        await _host.SettledAsync([sms.Sid]);
    }

    private async Task UploadAsync(string file, string name, params (string Name, string Value)[] fields)
    {
        await _browser.OpenAsync("/ops/cards");
        await _browser.UploadAsync("/ops/cards/import", file, name, fields);
    }

    private async Task<string> CardsPageAsync()
    {
        await _browser.OpenAsync("/ops/cards");
        return _browser.Page;
    }

    /// <summary>Looks as the page itself does, until the job on it has ended; where that is.</summary>
    private async Task<string> EndedAsync(string words)
    {
        var job = _browser.At;
        Assert.Matches(JobPage(), job);
        await Eventually.TrueAsync(
            $"the job says: {words}",
            async () =>
            {
                await _browser.OpenAsync($"{job}/part");
                return _browser.Page.Contains(words, StringComparison.Ordinal);
            }
        );
        Assert.DoesNotContain("hx-get", _browser.Page);
        return job;
    }

    [GeneratedRegex("^/ops/cards/jobs/[0-9]+$")]
    private static partial Regex JobPage();
}
