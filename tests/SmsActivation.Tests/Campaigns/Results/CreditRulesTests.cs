using SmsActivation.Core.Campaigns.Results;

namespace SmsActivation.Tests.Campaigns.Results;

public sealed class CreditRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset At = Day(10);
    private static readonly CreditRules Rules = new(TimeSpan.FromDays(14));

    private static readonly StartedCampaign Spring = new(1, "SPRING", Start, EndedAt: null, Compares: true);
    private static readonly StartedCampaign Summer = new(2, "SUMMER", Day(5), EndedAt: Day(6), Compares: false);

    private static readonly StartedCampaign Corrected = new(3, null, Day(7), Day(8), Compares: false, Corrects: 1);

    public static TheoryData<string, string, ListedRecipient[], string> Cases =>
        new()
        {
            { "nobody's list", "", [], "none" },
            { "the phone was texted", "", [Listed(1, CreditHow.Phone, Day(3))], "1 Phone" },
            { "the card of the list", "", [Listed(1, CreditHow.Card, Day(3))], "1 Card" },
            {
                "both, in one row",
                "",
                [Listed(1, CreditHow.Phone, Day(3)), Listed(1, CreditHow.Card, Day(3))],
                "1 Card"
            },
            { "the last text", "", [Listed(1, CreditHow.Card, Day(3)), Listed(2, CreditHow.Phone, Day(5))], "2 Phone" },
            { "a keyword before a later text", "SPRING", [Listed(2, CreditHow.Card, Day(5))], "1 Keyword" },
            { "a keyword from nobody of the list", "SPRING", [], "1 Keyword" },
            { "a word of no campaign", "WINTER", [], "none" },
            { "two keywords: the later started", "SPRING SUMMER", [], "2 Keyword" },
            { "held out or dropped", "", [Listed(1, CreditHow.Phone, fedAt: null)], "none" },
            { "texted after it", "", [Listed(1, CreditHow.Phone, Day(11))], "none" },
            { "texted in the same instant", "", [Listed(1, CreditHow.Phone, At)], "1 Phone" },
            { "as long ago as may be", "", [Listed(1, CreditHow.Phone, Day(-4))], "1 Phone" },
            { "too long ago", "", [Listed(1, CreditHow.Phone, Day(-4).AddMilliseconds(-1))], "none" },
            { "the text did not arrive", "", [Listed(1, CreditHow.Phone, Day(3)) with { FailedAt = Day(4) }], "none" },
            {
                "a correction is a part of what it corrects",
                "",
                [Listed(1, CreditHow.Card, Day(3)), Listed(3, CreditHow.Phone, Day(7))],
                "1 Card"
            },
            {
                "so it is when another texted in between",
                "",
                [
                    Listed(1, CreditHow.Phone, Day(3)),
                    Listed(2, CreditHow.Phone, Day(5)),
                    Listed(3, CreditHow.Phone, Day(7)),
                ],
                "1 Phone"
            },
            {
                "and when the corrected text is too long ago",
                "",
                [Listed(1, CreditHow.Phone, Day(-5)), Listed(3, CreditHow.Phone, Day(7))],
                "1 Phone"
            },
            { "a list that was emptied", "", [Listed(3, CreditHow.Phone, Day(7))], "1 Phone" },
            {
                "a correction that did not arrive",
                "",
                [Listed(2, CreditHow.Phone, Day(5)), Listed(3, CreditHow.Phone, Day(7)) with { FailedAt = Day(8) }],
                "2 Phone"
            },
            { "found to fail later", "", [Listed(1, CreditHow.Phone, Day(3)) with { FailedAt = Day(11) }], "1 Phone" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_credit_is(string label, string words, ListedRecipient[] listed, string credit)
    {
        var given = Rules.Decide(Activation(words), [Spring, Summer, Corrected], listed);
        Assert.True(credit == (given is null ? "none" : $"{given.Campaign} {given.How}"), $"{label}: {given}");
    }

    [Theory]
    [InlineData(-1, null, false)]
    [InlineData(0, null, true)]
    [InlineData(300, null, true)]
    [InlineData(24, 10, true)]
    [InlineData(25, 10, false)]
    public void A_keyword_counts_from_the_start_until_14_days_after_the_end(int day, int? ended, bool counts)
    {
        var campaign = Spring with { EndedAt = ended is { } end ? Day(end) : null };
        var credit = Rules.Decide(Activation("SPRING") with { At = Day(day) }, [campaign], []);
        Assert.Equal(counts, credit is not null);
    }

    [Fact]
    public void Both_groups_are_compared_by_the_same_measure_whoever_has_the_credit()
    {
        ListedRecipient[] listed =
        [
            Listed(1, CreditHow.Phone, Day(3)) with
            {
                Id = 7,
            },
            Listed(1, CreditHow.Card, Day(3)) with
            {
                Id = 7,
            },
            Listed(1, CreditHow.Card, fedAt: null) with
            {
                Id = 8,
            },
            Listed(2, CreditHow.Card, Day(5)) with
            {
                Id = 9,
            },
        ];
        Assert.Equal([7, 8], Rules.Compared(Activation("SUMMER"), [Spring, Summer], listed).Select(one => one.Id));
        Assert.Empty(Rules.Compared(Activation("") with { At = Day(-1) }, [Spring, Summer], listed));
    }

    private static CardActivation Activation(string words) => new(1, At, "+1", "9900", words.Split(' ').ToHashSet());

    private static ListedRecipient Listed(long campaign, CreditHow by, DateTimeOffset? fedAt) =>
        new(campaign * 10, campaign, by, fedAt);

    private static DateTimeOffset Day(int day) => Start.AddDays(day);
}
