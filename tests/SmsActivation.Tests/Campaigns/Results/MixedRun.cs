using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Delivery;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Campaigns.Results;

/// <summary>Three weeks of two campaigns that share people, with a group held out, in which anything happens by chance:
/// texts arrive, fail or are left open, people opt out, activate with and without a keyword, from their own phone and from
/// others', and sign in.</summary>
internal sealed class MixedRun(CampaignBench bench, int seed)
{
    public const int People = 60;
    private const int Days = 21;

    private readonly Random _random = new(seed);
    private int _strangers;
    private int _cards;

    public Campaign Spring { get; private set; } = null!;
    public Campaign Summer { get; private set; } = null!;

    /// <summary>A phone stands first in spring's list, with the card of its number, then in summer's, with or without.</summary>
    public async Task RunAsync()
    {
        for (var i = 0; i < People; i++)
            await AddCardAsync(Spine.Card(i), $"batch-{i % 3}");
        Spring = await MakeAsync("spring", "SPRING", first: 0, until: 40);
        for (var day = 0; day < Days; day++)
        {
            if (day == 3)
                Summer = await MakeAsync("summer", "Лето", first: 20, until: People);
            if (day == 5)
                await bench.Runs.StopAsync(Spring.Id, new(Id: null, "boris"), "over", bench.Now);
            foreach (var campaign in new[] { Spring, Summer })
                if (day < 5 && campaign is not null)
                {
                    // Of two texts one is the last.
                    bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
                    await bench.FeedAsync(campaign, owed: 4 + _random.Next(4));
                }
            await SendAsync();
            for (var i = 0; i < 6; i++)
            {
                bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1 + _random.Next(180)));
                await SomebodyActsAsync();
            }
            bench.Spine.Clock.Advance(TimeSpan.FromHours(6));
        }
        (Spring, Summer) = (await bench.FindAsync("spring"), await bench.FindAsync("summer"));
    }

    /// <summary>The next week, in which an open campaign still has the credit.</summary>
    public async Task GoOnAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            bench.Spine.Clock.Advance(TimeSpan.FromHours(_random.Next(8)));
            await SomebodyActsAsync();
        }
    }

    private async Task<Campaign> MakeAsync(string name, string keyword, int first, int until)
    {
        var made = await bench.ReadyAsync(0, perSecond: 1000, name: name, keyword: keyword, control: 10);
        for (var i = first; i < until; i++)
            await bench.AddAsync(
                made.Id,
                CampaignBench.Phone(i),
                line: i,
                state: i % 5 == 4 ? "Control" : "Waiting",
                card: i % 4 == 0 ? null : Spine.Card(i)
            );
        Assert.True(await bench.Runs.StartAsync(made.Id, new(Id: null, "boris"), bench.Now));
        return await bench.FindAsync(name);
    }

    private async Task SendAsync()
    {
        await bench.RepliesArriveAsync();
        foreach (var lease in await bench.SendAsync())
        {
            bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
            await (
                _random.Next(10) switch
                {
                    0 => bench.ReportAsync(lease, DeliveryState.Undelivered, code: 30003),
                    1 => bench.ReportAsync(lease, DeliveryState.Failed, code: 30007),
                    2 => Task.FromResult(Reported.NothingNew),
                    _ => bench.ReportAsync(lease, DeliveryState.Delivered),
                }
            );
        }
    }

    private async Task SomebodyActsAsync()
    {
        var person = _random.Next(People);
        var (phone, card) = (CampaignBench.Phone(person), Spine.Card(person));
        switch (_random.Next(13))
        {
            case 0:
                await bench.Spine.SayAsync(phone, "STOP");
                break;
            case 9:
                await bench.Spine.SayAsync(phone, "START");
                break;
            case 1:
                await SignInAsync(phone);
                break;
            case 2:
                await bench.Spine.SayAsync(Stranger(), card);
                break;
            case 3:
                await bench.Spine.SayAsync(Stranger(), $"spring! {card}");
                break;
            case 4:
                await bench.Spine.SayAsync(phone, $"{card} ЛЕТО");
                break;
            case 5 or 6:
                await bench.Spine.SayAsync(phone, await AnotherCardAsync());
                break;
            case 7:
                await bench.Spine.SayAsync(Stranger(), await AnotherCardAsync());
                break;
            case 8:
                await bench.Spine.SayAsync(phone, "springtime, thanks");
                break;
            default:
                await bench.Spine.SayAsync(phone, card);
                break;
        }
    }

    private string Stranger() => $"+1312555{1000 + _strangers++}";

    private async Task<string> AnotherCardAsync()
    {
        var card = Spine.Card(1000 + _cards++);
        await AddCardAsync(card, "found");
        return card;
    }

    private async Task AddCardAsync(string card, string batch)
    {
        await bench.Spine.AddCardAsync(card);
        await bench.Spine.Temporary.ExecuteAsync(
            "update cards set batch = @batch where number = @card",
            new { batch, card }
        );
    }

    private Task SignInAsync(string phone) =>
        bench.Spine.Temporary.ExecuteAsync(
            """
            insert into account_sessions (member_id, token_hash, must_change, created_at, seen_at, expires_at)
            select id, @token, 0, @Now, @Now, @Now from members where phone = @phone
            """,
            new
            {
                phone,
                token = Guid.NewGuid().ToString("N"),
                bench.Now,
            }
        );
}
