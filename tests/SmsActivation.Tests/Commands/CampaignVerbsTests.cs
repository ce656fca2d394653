using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Storage.Sqlite;

namespace SmsActivation.Tests.Commands;

public sealed class CampaignVerbsTests
{
    private static readonly string[] Create =
    [
        "campaign",
        "create",
        "spring",
        "--kind",
        "invite",
        "--text",
        "en=“Hi” {name}, text us your card. STOP to end",
    ];

    [Fact]
    public async Task From_words_to_a_list_its_texts_and_their_price()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        bench.Settings["Campaigns:Prices:US"] = "0.0079";
        var russian = await bench.WriteAsync("ru.txt", "Привет, {name}! Пришлите номер карты. СТОП");
        var created = await bench.RunAsync([.. Create, "--text", "ru=" + russian, "--keyword", "spring"]);
        Assert.Equal((0, ""), (created.Status, created.Error));

        var file = await bench.WriteAsync(
            "list.csv",
            "phone,name,language,consent_source,consent_text,consent_at",
            "+12125550142,Anna,en,till,Yes,2026-01-05",
            "+12125550143,Борис,ru,till,Yes,2026-01-05",
            "+4915112345678,Christopher,en,till,Yes,2026-01-05",
            "+12125550144,Dora,en,,,",
            "+49 30 1234567,Emil,en,,,"
        );
        var loaded = await bench.RunAsync("campaign", "load", "spring", file);
        Assert.Equal((0, ""), (loaded.Status, loaded.Error));
        Assert.Contains("spring: 5 rows", loaded.Lines[0]);
        Assert.Contains(loaded.Lines, line => line.StartsWith("to be texted") && line.EndsWith('3'));
        Assert.Contains(loaded.Lines, line => line.Contains("NoConsent") && line.EndsWith('1'));
        Assert.Contains(loaded.Lines, line => line.StartsWith("row left out") && line.Contains("TakesNoTexts"));

        var leftOut = await bench.RunAsync("campaign", "left-out", "spring");
        Assert.Equal("line,value,reason,about", leftOut.Lines[0]);
        Assert.Equal("6,'+•••••4567,TakesNoTexts,", leftOut.Lines[1]);
        Assert.Equal("5,'+•••••0144,NoConsent,", leftOut.Lines[2]);
        var report = bench.InFolder("report.csv");
        await bench.RunAsync("campaign", "left-out", "spring", "--reveal", "--out", report);
        Assert.Contains("6,'+49 30 1234567,TakesNoTexts,", await File.ReadAllTextAsync(report));

        var preview = await bench.RunAsync("campaign", "preview", "spring");
        Assert.Contains("\"Hi\" Anna, text us your card. STOP to end", preview.Output);
        Assert.Contains(preview.Lines, line => line.StartsWith("first in ru") && line.Contains("UCS-2"));
        Assert.Contains(preview.Lines, line => line.StartsWith("longest") && line.Contains("Christopher"));
        Assert.DoesNotContain("2125550142", preview.Output);
        var all = await bench.RunAsync("campaign", "preview", "spring", "--limit", "40");
        string[] which =
        [
            "first (also the first in en) ",
            "no. 2 (also the first in ru) ",
            "no. 3 (also the longest) ",
        ];
        Assert.Equal(which, which.Where((word, row) => all.Lines[row + 2].StartsWith(word)));

        var estimate = await bench.RunAsync("campaign", "estimate", "spring");
        Assert.Matches(@"^US\s+2\s+1\s+2\s+0\.0158$", Assert.Single(estimate.Lines, line => line.StartsWith("US")));
        Assert.Contains(estimate.Lines, line => line.StartsWith("DE: Campaigns:Prices has no price"));
    }

    [Fact]
    public async Task A_likely_slip_is_told_of_and_made_all_the_same()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var created = await bench.RunAsync("campaign", "create", "spring", "--text", "en=Hi {nmae} in {city} STOP");
        Assert.Equal(0, created.Status);
        Assert.Contains("Needs the columns nmae, city in its list.", created.Output);
        Assert.Contains("warning: {nmae}: did you mean {name}?", created.Error);
    }

    [Fact]
    public async Task What_of_a_consent_cannot_be_taken_is_told_with_its_column_and_its_value()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        await bench.RunAsync(Create);
        var file = await bench.WriteAsync(
            "list.csv",
            "phone;name;consent_source;consent_text;consent_at",
            "+12125550142;Anna;till;Yes;05.01.2026 10:30",
            "+12125550143;Boris;till;Yes;01/05/2026"
        );
        var loaded = await bench.RunAsync("campaign", "load", "spring", file);
        Assert.Contains(loaded.Lines, line => line.StartsWith("to be texted") && line.EndsWith('1'));
        Assert.Contains("such as: consent_at is '01/05/2026': with slashes", loaded.Output);
        var leftOut = await bench.RunAsync("campaign", "left-out", "spring");
        Assert.Contains("ConsentIncomplete:consent_at,", leftOut.Lines[1]);
        Assert.Contains("consent_at is '01/05/2026'", leftOut.Lines[1]);
    }

    [Fact]
    public async Task One_begins_as_another_and_what_is_given_stands_instead()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        await bench.RunAsync(
            "campaign",
            "create",
            "wake",
            "--kind",
            "reminder",
            "--text",
            "en=Hi {name}. STOP to end",
            "--then",
            "3d",
            "en=Again {name}. STOP to end",
            "--keyword",
            "WAKE",
            "--per-second",
            "7",
            "--from",
            "10:00",
            "--valid",
            "01:00:00",
            "--control",
            "5"
        );
        var created = await bench.RunAsync("campaign", "create", "again", "--like", "wake", "--per-second", "9");
        Assert.Equal((0, ""), (created.Status, created.Error));
        await using var database = new SqliteDatabase(new SqliteConnections($"Data Source={bench.DatabaseFile}"));
        var store = new CampaignStore(database);
        var again = (await store.FindAsync("again"))!;
        Assert.Equal(
            (CampaignKind.Reminder, null, 9, 600, 1200, 3600, 5),
            (
                again.Kind,
                again.Keyword,
                again.PerSecond,
                again.DayFrom,
                again.DayUntil,
                again.ValidSeconds,
                again.ControlPercent
            )
        );
        Assert.Equal("Hi {name}. STOP to end", (await store.TextsAsync(again.Id))["en"]);
        Assert.Equal("Again {name}. STOP to end", Assert.Single(await store.ThenAsync(again.Id)).Texts["en"]);

        string[] once =
        [
            "campaign",
            "create",
            "once",
            "--like",
            "wake",
            "--kind",
            "invite",
            "--text",
            "ru=Привет СТОП",
        ];
        Assert.Equal(0, (await bench.RunAsync(once)).Status);
        var invite = (await store.FindAsync("once"))!;
        Assert.Equal(["ru"], (await store.TextsAsync(invite.Id)).Keys);
        Assert.Empty(await store.ThenAsync(invite.Id));
        var none = await bench.RunAsync("campaign", "create", "x", "--like", "nobody");
        Assert.Contains("--like is 'nobody'", none.Error);
    }

    [Fact]
    public async Task One_that_never_started_is_deleted_with_its_list_and_another_is_not()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        await bench.RunAsync(Create);
        var file = await bench.WriteAsync(
            "list.csv",
            "phone,name,consent_source,consent_text,consent_at",
            "+12125550142,Anna,till,Yes,2026-01-05"
        );
        await bench.RunAsync("campaign", "load", "spring", file);
        var deleted = await bench.RunAsync("campaign", "delete", "spring");
        Assert.Equal((0, "spring is deleted."), (deleted.Status, deleted.Output.Trim()));
        Assert.Contains("There is no campaign", (await bench.RunAsync("campaign", "list")).Output);

        await bench.RunAsync(Create);
        await bench.RunAsync("campaign", "load", "spring", file);
        await bench.RunAsync("campaign", "start", "spring");
        var refused = await bench.RunAsync("campaign", "delete", "spring");
        Assert.Equal(1, refused.Status);
        Assert.Contains("spring is Running: only one that has never started", refused.Error);
    }

    [Fact]
    public async Task A_series_is_made_of_options_or_of_a_file_and_looked_at_step_by_step()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        bench.Settings["Campaigns:Prices:US"] = "0.01";
        string[] reminder = ["campaign", "create", "wake", "--kind", "reminder"];
        var created = await bench.RunAsync([
            .. reminder,
            "--text",
            "en=Hi {name}, text us your card. STOP to end",
            "--then",
            "3d",
            "en=Again {name}. STOP to end",
            "--then",
            "1w",
            "en=Last, {name}. STOP to end",
        ]);
        Assert.Equal((0, ""), (created.Status, created.Error));
        var steps = await bench.WriteAsync("steps.txt", "en = Hi {name}. STOP\n\nafter 3d\nen = Again. STOP\n");
        Assert.Equal(
            0,
            (await bench.RunAsync("campaign", "create", "other", "--kind", "reminder", "--steps", steps)).Status
        );

        var file = await bench.WriteAsync(
            "list.csv",
            "phone,name,consent_source,consent_text,consent_at",
            "+12125550142,Anna,till,Yes,2026-01-05",
            "+12125550143,Boris,till,Yes,2026-01-05"
        );
        var loaded = await bench.RunAsync("campaign", "load", "wake", file);
        Assert.Equal((0, ""), (loaded.Status, loaded.Error));
        var preview = await bench.RunAsync("campaign", "preview", "wake");
        Assert.Contains(preview.Lines, line => line.StartsWith("first, step 2") && line.Contains("Again Anna."));
        Assert.Contains(preview.Lines, line => line.StartsWith("first, step 3 ") && line.Contains("Last, Anna."));
        var estimate = await bench.RunAsync("campaign", "estimate", "wake");
        Assert.Matches(@"^US\s+6\s+0\s+6\s+0\.06$", Assert.Single(estimate.Lines, line => line.StartsWith("US")));
        Assert.Contains("At most: 3 texts to each of 2 people", estimate.Output);
        Assert.Equal(0, (await bench.RunAsync("campaign", "start", "wake")).Status);
        var report = await bench.RunAsync("campaign", "report", "wake");
        Assert.Contains("step 1: 2 wait; 0 in the outbox", report.Output);
        Assert.Contains(
            "\"steps\":[{\"step\":1,",
            (await bench.RunAsync("campaign", "report", "wake", "--json")).Output
        );
        Assert.Contains("Nobody got it.", (await bench.RunAsync("campaign", "who", "wake")).Output);
    }

    [Theory]
    [InlineData("--text;en=Hi. STOP", "--then: A reminder has at least two texts")]
    [InlineData("--text;en=Hi. STOP;--then;soon;en=Again. STOP", "--then has 'soon': give it as --then 3d en=WORDS")]
    [InlineData("--text;en=Hi. STOP;--then;en=Again. STOP", "--then has 'en=Again. STOP'")]
    [InlineData(
        "--text;en=Hi. STOP;--then;3d;en=Again",
        "--then: Step 2: The text in 'en' does not say how to opt out"
    )]
    [InlineData("--text;en=Hi. STOP;--then;3d;en=A STOP;en=B STOP", "--then is given twice in 'en'.")]
    [InlineData("--then;3d;en=Again. STOP", "--text is missing")]
    [InlineData("--steps;none.txt", "there is no such file")]
    [InlineData("--steps;none.txt;--text;en=Hi. STOP", "--steps holds all texts")]
    public async Task A_series_that_cannot_be_is_not_made(string options, string told)
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var ended = await bench.RunAsync(["campaign", "create", "wake", "--kind", "reminder", .. options.Split(';')]);
        Assert.Equal(1, ended.Status);
        Assert.Contains(told, ended.Error);
    }

    [Fact]
    public async Task Campaigns_that_share_phones_are_told_of()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var file = await bench.WriteAsync(
            "list.csv",
            "phone,name,consent_source,consent_text,consent_at",
            "+12125550142,Anna,till,Yes,2026-01-05"
        );
        foreach (var name in new[] { "spring", "summer" })
        {
            await bench.RunAsync([.. Create.Select(word => word == "spring" ? name : word)]);
            await bench.RunAsync("campaign", "load", name, file);
        }
        var estimate = await bench.RunAsync("campaign", "estimate", "summer");
        Assert.DoesNotContain("never leave", estimate.Output);
        Assert.Contains("1 phone of this list is on that of spring too, which is ready to start", estimate.Output);
    }

    [Fact]
    public async Task A_day_that_is_too_short_for_a_country_is_told_of()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var file = await bench.WriteAsync(
            "list.csv",
            "phone,name,consent_source,consent_text,consent_at",
            "+79161234567,Anna,till,Yes,2026-01-05"
        );
        await bench.RunAsync([.. Create, "--from", "10:00", "--until", "18:00"]);
        await bench.RunAsync("campaign", "load", "spring", file);
        Assert.Contains(
            "RU: 1 texts would never leave",
            (await bench.RunAsync("campaign", "estimate", "spring")).Output
        );
    }

    [Theory]
    [InlineData("--text en=Hello", "--text: The text in 'en' does not say how to opt out")]
    [InlineData("--text Hello", "--text is 'Hello'")]
    [InlineData("--text en=none.txt", "there is no file none.txt")]
    [InlineData("--text de=STOP --keyword STOP", "--keyword is 'STOP': a text of that word alone is read as")]
    [InlineData("--keyword two-words", "--keyword is 'two-words'")]
    [InlineData(
        "--from 20:00 --until 09:00",
        "--from is 20:00, and the day ends at 09:00: it must begin before it ends."
    )]
    public async Task A_campaign_that_cannot_be_is_not_made(string options, string told)
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        string[] text = options.Contains("--text") ? [] : ["--text", "en=Reply STOP to end"];
        var ended = await bench.RunAsync([
            "campaign",
            "create",
            "spring",
            "--kind",
            "invite",
            .. text,
            .. options.Split(' '),
        ]);
        Assert.Equal(1, ended.Status);
        Assert.Contains(told, ended.Error);
        Assert.Equal(1, (await bench.RunAsync("campaign", "estimate", "spring")).Status);
    }

    [Theory]
    [InlineData("--per-second 0", "--per-second is '0': it must be from 1 to 1000.")]
    [InlineData("--control 91", "--control is '91'")]
    [InlineData("--from 9:0", "--from is '9:0': it must be a time like 09:00.")]
    [InlineData("--from 9", "--from is '9': it must be a time like 09:00.")]
    [InlineData("--until 24:01", "--until is '24:01'")]
    [InlineData("--valid 24:00:00", "--valid is '24:00:00': the carrier takes 1 minute to 10 hours.")]
    [InlineData("--kind other", "other")]
    public async Task An_option_that_cannot_be_is_named_with_its_value(string options, string told)
    {
        await using var bench = new VerbBench();
        string[] create = options.StartsWith("--kind")
            ? [.. Create.Where(word => word is not ("--kind" or "invite"))]
            : Create;
        var ended = await bench.RunAsync([.. create, .. options.Split(' ')]);
        Assert.Equal(2, ended.Status);
        Assert.Contains(told, ended.Error);
    }

    [Fact]
    public async Task Help_shows_the_usual_hours_as_they_are_typed()
    {
        await using var bench = new VerbBench();
        var help = await bench.RunAsync("campaign", "create", "--help");
        Assert.Contains(help.Lines, line => line.Contains("--from") && line.Contains("[default: 09:00]"));
        Assert.Contains(help.Lines, line => line.Contains("--until") && line.Contains("[default: 20:00]"));
    }

    [Theory]
    [InlineData("--text en=none.txt", "there is no file none.txt.")]
    [InlineData("--text en=Hi:STOP --kind reminder --then soon en=Hi:STOP", "--then has 'soon'")]
    [InlineData("--text en=Hi:STOP --kind reminder --then 3d en=none.txt", "there is no file none.txt.")]
    public async Task What_cannot_be_read_is_the_one_fault_of_its_words(string options, string told)
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var ended = await bench.RunAsync(["campaign", "create", "spring", .. options.Split(' ')]);
        Assert.Equal(1, ended.Status);
        Assert.Contains(told, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Hours_and_gaps_may_be_written_as_people_do()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var options = "--from;9:00;--kind;reminder;--then;3 days;en=Again STOP;--then;2;weeks;en=Last STOP";
        var made = await bench.RunAsync(["campaign", "create", "x", "--text", "en=Hi STOP", .. options.Split(';')]);
        Assert.Equal((0, ""), (made.Status, made.Error));
        await using var database = new SqliteDatabase(new SqliteConnections($"Data Source={bench.DatabaseFile}"));
        var store = new CampaignStore(database);
        var campaign = (await store.FindAsync("x"))!;
        Assert.Equal(540, campaign.DayFrom);
        Assert.Equal(
            [TimeSpan.FromDays(3), TimeSpan.FromDays(14)],
            (await store.ThenAsync(campaign.Id)).Select(step => step.After)
        );
    }

    [Fact]
    public async Task What_a_list_lacks_is_told_once_for_each_text_of_a_series()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        string[] texts = ["--text", "en={name} STOP", "--then", "3d", "en={name} STOP", "--then", "3d", "en=Hi STOP"];
        await bench.RunAsync(["campaign", "create", "wake", "--kind", "reminder", .. texts]);
        var loaded = await bench.RunAsync("campaign", "load", "wake", "--batch", "b");
        Assert.Equal(
            [
                "error: The text in 'en' has the placeholder {name}, which is no column of the list (it has card).",
                "error: Step 2: The text in 'en' has the placeholder {name}, which is no column of the list (it has card).",
            ],
            loaded.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Fact]
    public async Task A_name_is_given_once_and_another_is_not_known()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        await bench.RunAsync(Create);
        Assert.Contains("NAME is 'spring'", (await bench.RunAsync(Create)).Error);
        var twice = await bench.RunAsync([.. Create, "--keyword", "STOP"]);
        Assert.Contains("NAME is 'spring': there is a campaign of this name.", twice.Error);
        Assert.Contains("--keyword is 'STOP'", twice.Error);
        Assert.Contains("NAME is 'autumn'", (await bench.RunAsync("campaign", "load", "autumn", "x.csv")).Error);
        var both = await bench.RunAsync("campaign", "load", "spring", "x.csv", "--batch", "b");
        Assert.Equal((2, true), (both.Status, both.Error.Contains("Give either FILE or --batch.")));
        var none = await bench.RunAsync("campaign", "load", "spring", "none.csv");
        Assert.Equal((1, true), (none.Status, none.Error.Contains("There is no file none.csv.")));
    }
}
