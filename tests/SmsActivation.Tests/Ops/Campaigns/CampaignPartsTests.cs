using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Campaigns;
using SmsActivation.Worker.Ops.Pages;

namespace SmsActivation.Tests.Ops.Campaigns;

/// <summary>What parts of a campaign's pages say, as a marketer reads it.</summary>
public sealed class CampaignPartsTests
{
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task A_correction_is_offered_where_there_is_somebody_to_tell(bool surely, bool perhaps, bool offered)
    {
        var text = await Rendered.TextAsync<CampaignCorrectable>(
            StaffRole.Marketing,
            new()
            {
                [nameof(CampaignCorrectable.Campaign)] = new Campaign { State = CampaignState.Stopped },
                [nameof(CampaignCorrectable.Reach)] = new CampaignReach { Surely = surely, Perhaps = perhaps },
            }
        );
        Assert.Equal(offered, text.Contains("Write a correction", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "NoConsent",
        "never agreed to marketing, or took it back (5). Load a list with the three columns of consent"
    )]
    [InlineData("AlreadyActive", "the card is activated (5). Mend what is left out above")]
    public async Task A_list_with_nobody_to_text_says_what_is_the_matter_and_the_next_step(
        string reason,
        string expected
    )
    {
        var making = Making() with { Counts = [new AudienceCount(RecipientState.LeftOut, reason, 5)] };
        var text = await Rendered.TextAsync<CampaignStart>(
            StaffRole.Marketing,
            new() { [nameof(CampaignStart.Making)] = making, [nameof(CampaignStart.ApprovalAbove)] = 1000 }
        );
        Assert.Contains("Nobody on its list is to be texted: " + expected, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Start: text", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_newest_refusal_of_a_list_is_told_and_it_names_the_file_once()
    {
        var refused = Making() with
        {
            Load = new CampaignLoadJob
            {
                Called = "none.csv",
                Result = LoadResult.Refused,
                Told = "none.csv: There is no column 'phone'.",
                EndedAt = Rendered.Now,
            },
        };
        var text = await MakingTextAsync(refused);
        Assert.Contains(
            "none.csv was not taken, and nothing was changed. There is no column 'phone'.",
            text,
            StringComparison.Ordinal
        );
        text = await MakingTextAsync(refused with { At = CampaignListPages.List, Fault = "The file is empty." });
        Assert.Contains("The file is empty.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("none.csv", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_said_to_bring_no_consents() =>
        Assert.Contains(
            "A batch brings no consents: only those are texted who have agreed to marketing before",
            await MakingTextAsync(Making() with { Batches = ["B-1"] }),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(CampaignState.Running, true)]
    [InlineData(CampaignState.Done, false)]
    public async Task Nobody_waits_in_a_series_that_is_done(CampaignState state, bool waits)
    {
        var text = await Rendered.TextAsync<SeriesPart>(
            StaffRole.Marketing,
            new()
            {
                [nameof(SeriesPart.Campaign)] = new Campaign { State = state },
                [nameof(SeriesPart.Series)] = new SeriesFigures([new StepFigures(1, 0, null, [])], []),
            }
        );
        Assert.Equal(waits, text.Contains("among those who wait", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_no_price_and_how_far_campaigns_stand_apart_is_told_in_words()
    {
        var estimate = new CampaignEstimate(
            new CampaignOptions { Prices = new Dictionary<string, string> { ["US"] = "0.0079" } }
        );
        estimate.Add("US", new(SmsActivation.Core.Replies.SmsEncoding.Gsm7, 20, 1));
        estimate.Add("FR", new(SmsActivation.Core.Replies.SmsEncoding.Gsm7, 20, 1));
        var text = await Rendered.TextAsync<CampaignForesightPart>(
            StaffRole.Marketing,
            new()
            {
                [nameof(CampaignForesightPart.Campaign)] = new Campaign { Id = 1, State = CampaignState.Ready },
                [nameof(CampaignForesightPart.Seen)] = new CampaignForesight(
                    [],
                    estimate,
                    new PaceForecast(Rendered.Now.AddMinutes(1), TimeSpan.FromMinutes(1), 0, CeilingHolds: false),
                    [
                        new OverlappingCampaign
                        {
                            Name = "summer",
                            State = CampaignState.Running,
                            Shared = 3,
                        },
                    ],
                    TimeSpan.FromDays(7)
                ),
                [nameof(CampaignForesightPart.Currency)] = "USD",
            }
        );
        Assert.Contains("No price is set for FR", text, StringComparison.Ordinal);
        Assert.Contains("within 7 days", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Campaigns:", text, StringComparison.Ordinal);
    }

    private static Task<string> MakingTextAsync(CampaignMaking making) =>
        Rendered.TextAsync<CampaignMakingParts>(
            StaffRole.Marketing,
            new() { [nameof(CampaignMakingParts.Making)] = making, [nameof(CampaignMakingParts.ApprovalAbove)] = 1000 }
        );

    private static CampaignMaking Making() =>
        new()
        {
            Campaign = new Campaign
            {
                Id = 1,
                Name = "spring",
                MadeBy = "mia",
            },
            Texts = new Dictionary<string, string> { ["en"] = "Hi {name}. STOP to end" },
            Then = [],
            Load = null,
            Counts = [],
            Batches = [],
            Largest = 1 << 20,
            Corrected = null,
            Tests = [],
        };
}
