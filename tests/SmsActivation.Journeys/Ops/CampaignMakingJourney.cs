using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;

namespace SmsActivation.Journeys.Ops;

/// <summary>As a marketer: from words and a file to a campaign that runs, and the correction of one that was wrong.</summary>
public sealed partial class CampaignMakingJourney : IAsyncLifetime
{
    private const int People = 30;

    // Long enough to be stopped, however fast the host.
    private const int Many = 200_000;
    private SimulatedSite _site = null!;

    public async Task InitializeAsync() =>
        _site = await SimulatedSite.StartAsync(
            ("Campaigns__ApprovalAbove", "10"),
            ("Campaigns__Prices__US", "0.0079"),
            ("Imports__LargestFile", "20000000")
        );

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task From_words_and_a_file_to_a_campaign_that_runs_and_its_correction()
    {
        var ops = await _site.OpsAsync(role: "Marketing");
        ops.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).ClickAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "New campaign" }).ClickAsync();
        await WriteAsync(ops);
        await BringTheListInAsync(ops);
        await AskForWhatItHasNotAsync(ops);
        await TryItAsync(ops);
        await StartAsync(ops);
        await CorrectAsync(ops);
        // What was refused on purpose is written there too.
        Assert.DoesNotContain(
            _site.Chromium.Errors,
            error => !error.Contains("status of 422", StringComparison.Ordinal)
        );
    }

    /// <summary>Help while typing, a fault beside its field, a second language.</summary>
    private static async Task WriteAsync(IPage ops)
    {
        await ops.GetByLabel("Name").FillAsync("spring");
        await ops.GetByLabel("Keyword").FillAsync("SPRING");
        var look = ops.Locator("#look-0");
        await ops.GetByLabel("Text", new() { Exact = true }).FillAsync("“Hi” {nmae} ☂ text us your card number");
        await look.GetByText("does not say how to opt out").WaitForAsync();
        await ops.GetByText("None of its texts says SPRING").WaitForAsync();
        await look.GetByText("{nmae}: did you mean {name}?").WaitForAsync();
        await look.GetByText("Needs the column nmae in its list.").WaitForAsync();
        await look.GetByText("UCS-2", new() { Exact = true }).WaitForAsync();
        await ops.GetByLabel("Text", new() { Exact = true })
            .FillAsync("“Hi” {name}, text us the number of your card. STOP to end");
        await look.GetByText("\"Hi\" Alexandra, text us the number of your card. STOP to end").WaitForAsync();
        await look.GetByText("Sent as plain signs").WaitForAsync();
        await ops.GetByRole(AriaRole.Button, new() { Name = "Add a language" }).ClickAsync();
        await ops.Locator("#language-1").FillAsync("ru");
        await ops.Locator("#words-1").FillAsync("{name}, пришлите номер карты. СТОП");
        // What belongs to another kind, and is not shown any more, stands in nobody's way.
        await ops.GetByLabel("Kind").SelectOptionAsync("reminder");
        await ops.Locator("#then").FillAsync("after 3d\nen = Again, {name}");
        var then = ops.Locator("#look-then");
        await then.GetByText("Step 2: after 3d, en").WaitForAsync();
        await ops.GetByLabel("Kind").SelectOptionAsync("invite");
        await Assertions.Expect(then).ToContainTextAsync("As soon as there are words");
        await ops.GetByLabel("Texts a second").FillAsync("0");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await ops.GetByText("It is '0': it must be from 1 to 1000.").WaitForAsync();
        await ops.GetByText("one thing is to be mended below").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-new");
        await ops.GetByLabel("Texts a second").FillAsync("1");
        await ops.GetByLabel("Not before").FillAsync("00:00");
        await ops.GetByLabel("Not after").FillAsync("24:00");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await ops.GetByText("has words, and no list yet").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-draft");
    }

    private async Task BringTheListInAsync(IPage ops)
    {
        await ops.GetByText("Its texts need the column name.").WaitForAsync();
        await RefuseASpreadsheetAsync(ops);
        await ops.GetByLabel("CSV file").SetInputFilesAsync(Csv("none.csv", "name", ["Ann"]));
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send the file" }).ClickAsync();
        await ops.GetByText("There is no column 'phone'").WaitForAsync();
        Assert.Equal(0, await ops.GetByText("This is an Excel file.").CountAsync());

        string[] good =
        [
            .. Enumerable.Range(0, People).Select(i => $"+1212555{1000 + i},Ann,en,till,I agree,2026-01-01"),
            "+12125552000,Борис,ru,till,I agree,01.01.2026 10:30",
        ];
        string[] bad =
        [
            "+12125552001,Cleo,en,,,",
            "what,Dora,en,,,",
            "+12125551000,Ann,en,till,I agree,2026-01-01",
            "+12125552002,Emil,en,till,I agree,03/04/2026",
        ];
        await ops.GetByLabel("CSV file")
            .SetInputFilesAsync(
                Csv("list.csv", "phone,name,language,consent_source,consent_text,consent_at", [.. good, .. bad])
            );
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send the file" }).ClickAsync();
        // Without a reload of ours: the page follows the list.
        await ops.GetByText("ready to start").WaitForAsync();
        await ops.GetByText("never agreed to marketing").WaitForAsync();
        await ops.GetByText("such as: consent_at is '03/04/2026': with slashes").WaitForAsync();
        var download = await ops.RunAndWaitForDownloadAsync(() =>
            ops.GetByRole(AriaRole.Link, new() { Name = "Get who was left out" }).ClickAsync()
        );
        var leftOut = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.Contains("NotAPhone", leftOut, StringComparison.Ordinal);
        Assert.Contains("consent_at is '03/04/2026'", leftOut, StringComparison.Ordinal);
        Assert.DoesNotContain("2125552001", leftOut, StringComparison.Ordinal);
        // What was sent lies nowhere any more.
        Assert.Empty(Directory.GetFiles(_site.Host.Work, "*.csv", SearchOption.AllDirectories));
        await ops.GetByText("The longest").Or(ops.GetByText("longest: line")).First.WaitForAsync();
        await ops.GetByText("Started now it takes").WaitForAsync();
    }

    /// <summary>By the browser, before it is sent, and by the host for whoever sends it all the same.</summary>
    private static async Task RefuseASpreadsheetAsync(IPage ops)
    {
        var file = ops.GetByLabel("CSV file");
        var spreadsheet = new FilePayload
        {
            Name = "list.xlsx",
            MimeType = "application/octet-stream",
            Buffer = [0x50, 0x4B, 3, 4, .. new byte[600]],
        };
        await file.SetInputFilesAsync(spreadsheet);
        await Assertions
            .Expect(file)
            .ToHaveJSPropertyAsync(
                "validationMessage",
                "This is an Excel file. Save it as CSV UTF-8 (comma delimited) and choose that."
            );
        await file.EvaluateAsync("input => input.form.noValidate = true");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send the file" }).ClickAsync();
        await ops.Locator("#list-fault").GetByText("This is an Excel file.").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-excel");
    }

    /// <summary>A look at what the list does not have; nothing of it is kept.</summary>
    private static async Task AskForWhatItHasNotAsync(IPage ops)
    {
        await ops.GetByRole(AriaRole.Link, new() { Name = "Change it" }).ClickAsync();
        await ops.Locator("#words-0").FillAsync("Hi {name} in {city}, text us the number of your card. STOP to end");
        await ops.Locator("#look-0").GetByText("The list that is loaded has no column city").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-change");
        await ops.GetByRole(AriaRole.Link, new() { Name = "spring", Exact = true }).ClickAsync();
        await ops.GetByText("ready to start").WaitForAsync();
    }

    /// <summary>A reminder's further texts, looked at as they are written; a copy of it, and the end of both.</summary>
    [BrowserFact]
    public async Task A_reminder_is_written_with_help_copied_and_deleted()
    {
        var ops = await _site.OpsAsync(role: "Marketing");
        ops.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).ClickAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "New campaign" }).ClickAsync();
        await ops.GetByLabel("Name").FillAsync("wake");
        await ops.GetByLabel("Kind").SelectOptionAsync("reminder");
        await ops.GetByLabel("Text", new() { Exact = true }).FillAsync("Hi {name}, text us your card. STOP to end");
        var look = ops.Locator("#look-then");
        await ops.Locator("#then").FillAsync("after 3d\nen = Again, {nmae} ☂\nand this");
        await look.GetByText("Its line 3 is neither").WaitForAsync();
        await look.GetByText("Step 2: after 3d, en").WaitForAsync();
        await look.GetByText("does not say how to opt out").WaitForAsync();
        await look.GetByText("{nmae}: did you mean {name}?").WaitForAsync();
        await look.GetByText("UCS-2", new() { Exact = true }).WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-reminder-faults");
        await ops.Locator("#then")
            .FillAsync(
                "after 3d\nen = {name}, your points still wait. STOP to end\n\nafter 60d\nen = Last, {name}. STOP to end"
            );
        await look.GetByText("Step 3: it comes 60d after the text before").WaitForAsync();
        await ops.Locator("#then")
            .FillAsync(
                "after 3d\nen = {name}, your points still wait. STOP to end\n\nafter 1w\nen = Last, {name}. STOP to end"
            );
        await look.GetByText("Alexandra, your points still wait. STOP to end").WaitForAsync();
        await look.GetByText("Last, Alexandra. STOP to end").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-reminder");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await ops.GetByText("has words, and no list yet").WaitForAsync();

        await ops.GetByRole(AriaRole.Link, new() { Name = "Copy it" }).ClickAsync();
        await ops.GetByText("Copied from wake").WaitForAsync();
        Assert.Equal("", await ops.GetByLabel("Name").InputValueAsync());
        Assert.Equal("reminder", await ops.GetByLabel("Kind").InputValueAsync());
        await look.GetByText("Last, Alexandra. STOP to end").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-copy");
        await ops.GetByLabel("Name").FillAsync("wake-again");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await ops.GetByRole(AriaRole.Heading, new() { Name = "wake-again" }).WaitForAsync();

        await ops.GetByText("Delete this campaign").ClickAsync();
        await Chromium.LookAsync(ops, "ops-campaign-delete");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "wake", Exact = true }).WaitForAsync();
        Assert.Equal(0, await ops.GetByRole(AriaRole.Link, new() { Name = "wake-again" }).CountAsync());
        Assert.DoesNotContain(
            "wake-again",
            (await _site.Host.RunAsync("campaign", "list")).Output,
            StringComparison.Ordinal
        );
    }

    [BrowserFact]
    public async Task A_load_that_is_stopped_leaves_words_and_no_list()
    {
        await _site.Host.RunAsync("campaign", "create", "long", "--text", "en=Hi {name}. STOP to end");
        var ops = await _site.OpsAsync(role: "Marketing");
        ops.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).ClickAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "long", Exact = true }).ClickAsync();
        await ops.GetByLabel("CSV file")
            .SetInputFilesAsync(
                Csv("list.csv", "phone,name", [.. Enumerable.Range(0, Many).Select(i => $"+1213{2000000 + i},Ann")])
            );
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send the file" }).ClickAsync();
        var stop = ops.GetByRole(AriaRole.Button, new() { Name = "Stop loading" });
        await stop.WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-loading");
        await stop.ClickAsync();
        await ops.GetByText("Stopped by demo-marketing. Nobody is on its list now").WaitForAsync();
        await ops.GetByText("has words, and no list yet").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-stopped-load");
        await ops.GetByLabel("CSV file").SetInputFilesAsync(Csv("short.csv", "phone,name", ["+12125551000,Ann"]));
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send the file" }).ClickAsync();
        await ops.GetByText("nobody to text").WaitForAsync();
        await ops.GetByText("Load a list with the three columns of consent").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-nobody");
    }

    private static async Task TryItAsync(IPage ops)
    {
        await ops.GetByLabel("Your phone").FillAsync("+12125559999");
        await ops.GetByLabel("As line").FillAsync("abc");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await ops.GetByText("The line is 'abc'").WaitForAsync();
        Assert.Equal("abc", await ops.GetByLabel("As line").InputValueAsync());
        await ops.GetByLabel("As line").FillAsync("");
        await ops.GetByLabel("Your phone").FillAsync("me");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await ops.GetByText("It is 'me'").WaitForAsync();
        await ops.GetByLabel("Your phone").FillAsync("+12125559999");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await ops.Locator("#tests").GetByText("delivered", new() { Exact = true }).WaitForAsync();
        await ops.GetByText("Started now it takes").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-made");
    }

    private async Task StartAsync(IPage ops)
    {
        await ops.GetByText("waits for somebody else").WaitForAsync();
        Assert.Equal(0, await ops.GetByRole(AriaRole.Button, new() { Name = "approve" }).CountAsync());
        var second = await _site.OpsAsync();
        await second.GotoAsync(ops.Url);
        await second.GetByText("waits for you").WaitForAsync();
        await second.GetByText("Started now it takes").WaitForAsync();
        await Chromium.LookAsync(second, "ops-campaign-approve");
        // A change takes it back.
        await second.GetByRole(AriaRole.Button, new() { Name = "approve" }).ClickAsync();
        await second.GetByText("approved by demo-").First.WaitForAsync();
        // Without a reload of ours: each page follows what the other does.
        await ops.GetByText("approved by demo-").First.WaitForAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "Change it" }).ClickAsync();
        await ops.Locator("#look-0").GetByText("As the first").First.WaitForAsync();
        await ops.GetByLabel("Text", new() { Exact = true })
            .First.FillAsync("Hi {name}, please text us your card number. STOP to end");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await ops.GetByText("waits for somebody else").WaitForAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "approve" }).ClickAsync();
        await ops.GetByRole(AriaRole.Button, new() { Name = $"Start: text {People + 1} people" }).ClickAsync();
        await ops.Locator("#figures .num").GetByText(Progress()).WaitForAsync();
        await ops.GetByText("its keyword is SPRING").WaitForAsync();
    }

    private async Task CorrectAsync(IPage ops)
    {
        await ops.GetByLabel("Why").FillAsync("wrong number");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Stop it for good" }).ClickAsync();
        await ops.GetByText("Stopped by demo-marketing").WaitForAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "Copy it" }).WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-over");
        var got = await _site.Host.RunAsync("campaign", "who", "spring");
        var people = got.Output.Split('\n').Count(line => line.Contains("line ", StringComparison.Ordinal));
        await ops.GetByRole(AriaRole.Link, new() { Name = "Write a correction" }).ClickAsync();
        await ops.GetByText("surely got it").WaitForAsync();
        await ops.Locator("#words-0").FillAsync("Sorry {name}: our last text was wrong. STOP to end");
        await ops.Locator("#words-1").FillAsync("{name}, прошлое сообщение было с ошибкой. СТОП");
        await Chromium.LookAsync(ops, "ops-campaign-correct");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Make it, and load its list" }).ClickAsync();
        await ops.GetByText("ready to start").WaitForAsync();
        await ops.GetByRole(AriaRole.Heading, new() { Name = "spring-correction" }).WaitForAsync();
        var sums = await ops.Locator("#list + div, section:has(#list) .sums").First.InnerTextAsync();
        Assert.Contains($"{people}", sums, StringComparison.Ordinal);
        await ops.GetByText("Sorry Ann").First.WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-correction");
    }

    private static FilePayload Csv(string name, string header, string[] rows) =>
        new()
        {
            Name = name,
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(header + "\n" + string.Join('\n', rows)),
        };

    [GeneratedRegex("^([5-9]|[1-9][0-9]) %$")]
    private static partial Regex Progress();
}
