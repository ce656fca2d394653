using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Figures;
using SmsActivation.Core.Figures.Health;
using SmsActivation.Core.Hosts;
using SmsActivation.Tests.Figures;
using SmsActivation.Worker.Ops.Now;

namespace SmsActivation.Tests.Ops.Now;

/// <summary>The page says what was found, and nothing in it is anything but text.</summary>
public sealed class NowPartsTests
{
    private static readonly HostSide Side = new(Alone: false, Held: false);

    [Fact]
    public async Task An_ordinary_hour_is_told_in_figures()
    {
        var parts = await RenderAsync(SomeFigures.Fine);
        Assert.Contains("Activation works. 32 texts in the last hour, 30 of them activated a card.", parts["health"]);
        Assert.Contains("health good", parts["health"]);
        Assert.Contains(">32<", parts["figures"]);
        Assert.Contains("94 % of its texts", parts["figures"]);
        Assert.Contains("1.2 s", parts["figures"]);
        Assert.Contains("about the same", parts["outcomes"]);
        Assert.Contains("The carrier refused nothing", parts["errors"]);
        Assert.Contains("answers you", parts["hosts"]);
    }

    [Fact]
    public async Task What_is_wrong_comes_first_and_links_to_where_it_is_looked_into()
    {
        var figures = SomeFigures.Fine with
        {
            SendsTaken = 1_000,
            Queues = new Queues { Dead = 2 },
        };
        var health = (await RenderAsync(figures))["health"];
        Assert.Contains("health bad", health);
        Assert.True(
            health.IndexOf("ceiling", StringComparison.Ordinal) < health.IndexOf("2 texts", StringComparison.Ordinal)
        );
        Assert.Contains("href=\"#queues\"", health);
        Assert.Contains("href=\"/ops/needs\"", health);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_log_is_given_no_link_to_it()
    {
        var figures = SomeFigures.Fine with { Queues = new Queues { Dead = 2 } };
        Assert.Contains("/ops/log?outcome=Activated", (await RenderAsync(figures))["outcomes"]);
        Assert.All(
            await RenderAsync(figures, new NowSight(Log: false, Campaigns: false)),
            part => Assert.DoesNotContain("/ops/", part.Value, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_campaign_that_paused_by_itself_is_told_by_its_name_and_links_to_its_page()
    {
        var figures = SomeFigures.Fine with
        {
            Alerts =
            [
                new StandingAlert
                {
                    Kind = AlertKind.CampaignPaused,
                    Subject = "spring",
                    CampaignId = 7,
                    CampaignReason = "35% of the last 39 texts were answered by STOP",
                },
            ],
        };
        var health = (await RenderAsync(figures, new NowSight(Log: false, Campaigns: true)))["health"];
        Assert.Contains(
            "Campaign spring has paused by itself: 35% of the last 39 texts were answered by STOP.",
            WebUtility.HtmlDecode(health)
        );
        Assert.Contains("href=\"/ops/campaigns/7\"", health);
        health = (await RenderAsync(figures, new NowSight(Log: true, Campaigns: false)))["health"];
        Assert.Contains("href=\"/ops/needs\"", health);
        Assert.DoesNotContain("/ops/campaigns", health);
    }

    [Fact]
    public async Task Names_and_meanings_are_text()
    {
        var figures = SomeFigures.Fine with
        {
            Hosts = [new HostView("1", "<img src=x>", SomeFigures.Now, SomeFigures.Now, [])],
            Errors = [new CarrierError(null, "<b>no</b>", 1, 2, SomeFigures.Now)],
            Log = SomeFigures.Fine.Log with { Shares = [new OutcomeShare("<i>", 1, 1, 1, 1)] },
        };
        Assert.All(await RenderAsync(figures), part => Assert.DoesNotMatch("<(img|b|i)[ >]", part.Value));
        Assert.DoesNotContain(
            "<",
            NowSeries.Json(SomeFigures.Log(("</script><script>alert(1)</script>", 1))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_line_says_since_when_and_for_how_long()
    {
        var figures = SomeFigures.Fine with
        {
            Queues = new Queues
            {
                Inbox = 600,
                InboxSince = SomeFigures.Now.AddSeconds(-20),
                Due = 30,
                DueSince = SomeFigures.Now.AddMinutes(-3),
            },
            Pace = SomeFigures.Fine.Pace with { Decided = 5, Taken = 0 },
        };
        var queues = WebUtility.HtmlDecode((await RenderAsync(figures))["queues"]);
        Assert.Contains("12:33:40, 20 s ago", queues);
        Assert.Contains("about 2 min", queues);
        Assert.Contains("nobody can tell: nothing moves", queues);
    }

    private static async Task<IReadOnlyDictionary<string, string>> RenderAsync(
        CurrentFigures figures,
        NowSight? sight = null
    )
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        return await new NowParts(services, NullLoggerFactory.Instance).RenderAsync(
            new NowView(
                figures,
                HealthRules.Judge(figures, Side, TimeSpan.FromMinutes(5)),
                Side,
                new HostName("1", "one")
            ),
            sight ?? new NowSight(Log: true, Campaigns: true)
        );
    }
}
