using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;

namespace SmsActivation.Tests.Campaigns.Audience;

public sealed class AudienceQueryTests
{
    [Fact]
    public async Task A_list_is_counted_by_state_and_reason_and_read_back_in_its_order()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(text: "{name} {city} STOP");
        await bench.LoadConsentedAsync(
            campaign,
            "phone,name,city",
            "+12125550144,Anna,Oslo",
            "what,Boris,Oslo",
            "+12125550143,Clara,",
            "+12125550142,Dora,Rome",
            "+12125550142,Dora,Rome"
        );
        var query = new AudienceQuery(bench.Database.Database, campaign.Id);
        Assert.Equal(
            [
                new AudienceCount(RecipientState.LeftOut, "NoValue:city", 1),
                new AudienceCount(RecipientState.Waiting, null, 2),
                new AudienceCount(null, "Duplicate", 1),
                new AudienceCount(null, "NotAPhone", 1),
            ],
            await query.CountsAsync()
        );
        var leftOut = await AllAsync(query.LeftOutAsync(CancellationToken.None));
        Assert.Equal(
            ["3 what NotAPhone", "6 +12125550142 Duplicate", "4 +12125550143 NoValue:city"],
            leftOut.Select(row => $"{row.Line} {row.Value} {row.Reason}")
        );
        var waiting = await AllAsync(query.WaitingAsync(CancellationToken.None));
        Assert.Equal(
            ["2 +12125550144 Anna Oslo US", "5 +12125550142 Dora Rome US"],
            waiting.Select(row =>
                $"{row.Line} {row.Phone} {row.Addressee.Name} {row.Addressee.Fields["city"]} {row.Addressee.Country}"
            )
        );
    }

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await foreach (var row in rows)
            all.Add(row);
        return all;
    }
}
