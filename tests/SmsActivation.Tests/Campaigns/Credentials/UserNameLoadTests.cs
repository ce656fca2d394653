using System.Diagnostics;
using System.Text.RegularExpressions;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Tests.Campaigns.Audience;
using Xunit.Abstractions;

namespace SmsActivation.Tests.Campaigns.Credentials;

/// <summary>Who gets which user name when a list is loaded, and keeps it.</summary>
public sealed partial class UserNameLoadTests(ITestOutputHelper output)
{
    private const string Text = "{username} {password} STOP ends";

    [Fact]
    public async Task A_hundred_thousand_customers_have_names_of_their_own_and_keep_them_whatever_list_comes_next()
    {
        const int Customers = 100_000;
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(kind: CampaignKind.Credentials, text: Text);
        var rows = TillExport.Rows(Customers);
        var clock = Stopwatch.StartNew();
        Assert.IsType<AudienceResult.Loaded>(await bench.LoadConsentedAsync(campaign, "phone,name", [.. rows]));
        output.WriteLine($"{Customers} customers loaded in {clock.Elapsed.TotalSeconds:0.0} s");
        var names = await NamesAsync(bench);
        Assert.Equal(Customers, names.Count);
        Assert.Equal(Customers, names.Values.Distinct().Count());
        Assert.All(names.Values, name => Assert.Matches(Readable(), name));
        output.WriteLine($"without a number: {names.Values.Count(name => char.IsLetter(name[^1]))}");
        output.WriteLine(string.Join(' ', names.Values.Where((_, i) => i % 1000 == 0)));

        string[] others = [.. TillExport.Rows(Customers + 500, seed: 9).Skip(Customers)];
        string[] shuffled = [.. rows.Where((_, i) => i % 5 == 0).Concat(others)];
        new Random(7).Shuffle(shuffled);
        await bench.LoadConsentedAsync(campaign, "phone,name", shuffled);
        var again = await NamesAsync(bench);
        Assert.Equal(Customers + 500, again.Values.Distinct().Count());
        Assert.All(names, one => Assert.Equal(one.Value, again[one.Key]));
    }

    [Fact]
    public async Task A_member_keeps_the_name_they_have_and_nobody_gets_it()
    {
        await using var bench = new AudienceBench();
        await MemberAsync(bench, "+12125550141", "ownname");
        await MemberAsync(bench, "+12125550149", "annaberg");
        await MemberAsync(bench, "+12125550148", "annaberg2");
        var campaign = await bench.MakeAsync(kind: CampaignKind.Credentials, text: Text);
        await bench.LoadConsentedAsync(
            campaign,
            "phone,name",
            "+12125550141,Clara Berg",
            "+12125550142,Anna Berg",
            "+12125550143,Anna Berg"
        );
        var waiting = new AudienceQuery(bench.Database.Database, campaign.Id).WaitingAsync(default);
        Assert.Equal(
            ["ownname", "annaberg4", "annaberg3"],
            await waiting.Select(one => one.Addressee.UserName).ToListAsync()
        );
        Assert.Equal(2, await bench.Database.ScalarAsync<int>("select count(*) from user_names"));
    }

    [Fact]
    public async Task Who_is_not_texted_gets_no_name()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(kind: CampaignKind.Credentials, text: Text);
        await MemberAsync(bench, "+12125550141", "ownname");
        await MemberAsync(bench, "+12125550142", "other");
        await bench.Database.ExecuteAsync(
            """
            update members set password_hash = 'x' where username = 'ownname';
            update members set last_sign_in_at = created_at where username = 'other'
            """
        );
        await bench.OptOutAsync("+12125550143");
        await bench.LoadConsentedAsync(
            campaign,
            "phone,name",
            "+12125550141,Anna",
            "+12125550142,Boris",
            "+12125550143,Clara"
        );
        Assert.Equal(
            ["2 LeftOut HasOwnPassword", "3 LeftOut HasSignedIn", "4 LeftOut OptedOut"],
            await bench.ListAsync(campaign)
        );
        Assert.Equal(0, await bench.Database.ScalarAsync<int>("select count(*) from user_names"));
    }

    [Theory]
    [InlineData("phone,password", "Column 'password' is not taken")]
    [InlineData("phone,Username", "Column 'username' is not taken")]
    public async Task Passwords_of_a_till_are_not_taken_in(string header, string told)
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(kind: CampaignKind.Credentials, text: Text);
        var refused = Assert.IsType<AudienceResult.Refused>(await bench.LoadAsync(campaign, header, "1,2"));
        Assert.Contains(told, Assert.Single(refused.Faults));
    }

    private static Task MemberAsync(AudienceBench bench, string phone, string name) =>
        bench.Database.ExecuteAsync(
            "insert into members (phone, username, created_at) values (@phone, @name, @now)",
            new
            {
                phone,
                name,
                now = bench.Clock.GetUtcNow(),
            }
        );

    private static async Task<Dictionary<string, string>> NamesAsync(AudienceBench bench) =>
        (
            await bench.Database.Database.ReadAsync(session =>
                session.QueryAsync<Named>("select phone, name from user_names")
            )
        ).ToDictionary(one => one.Phone, one => one.Name);

    [GeneratedRegex("^(?=.{3,16}$)[a-z]{3,}([2-9]|[1-9][0-9]+)?$")]
    private static partial Regex Readable();

    private sealed class Named
    {
        public string Phone { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
