using System.Text.Json;

namespace SmsActivation.Tests.Simulator;

public sealed class MessageListTests
{
    private const string Somebody = "+447700900001";
    private const string Root = "/simulator/twilio";

    [Fact]
    public async Task Pages_lead_forward_and_back_though_new_messages_arrive()
    {
        await using var world = await SimulatedWorld.StartAsync();
        for (var i = 1; i <= 5; i++)
            await world.CreateToAsync(Somebody, $"{i}");

        var first = await ListAsync(world, $"?To={Uri.EscapeDataString(Somebody)}&PageSize=2");
        await world.CreateToAsync(Somebody, "6");
        var second = await NextAsync(world, first, "next_page_uri");
        var third = await NextAsync(world, second, "next_page_uri");
        var back = await NextAsync(world, second, "previous_page_uri");

        Assert.Equal(["5", "4"], Bodies(first));
        Assert.Equal(["3", "2"], Bodies(second));
        Assert.Equal(["1"], Bodies(third));
        Assert.Equal(["5", "4"], Bodies(back));
        Assert.True(first.IsNull("previous_page_uri"));
        Assert.True(third.IsNull("next_page_uri"));
    }

    [Fact]
    public async Task A_page_describes_itself_as_Twilio_does()
    {
        await using var world = await SimulatedWorld.StartAsync();
        for (var i = 1; i <= 3; i++)
            await world.CreateToAsync(Somebody, $"{i}");
        var path = $"/2010-04-01/Accounts/{world.Account.AccountSid}/Messages.json";

        var first = await ListAsync(world, "?To=%2B447700900001&PageSize=2");

        Assert.Equal($"{path}?To=%2B447700900001&PageSize=2&Page=0", first.Text("uri"));
        Assert.Equal($"{path}?To=%2B447700900001&PageSize=2&Page=0", first.Text("first_page_uri"));
        var last = first.GetProperty("messages")[1].Text("sid");
        Assert.Equal($"{path}?To=%2B447700900001&PageSize=2&Page=1&PageToken=PA{last}", first.Text("next_page_uri"));
        Assert.Equal(
            (0, 2, 0, 1),
            (first.Number("page"), first.Number("page_size"), first.Number("start"), first.Number("end"))
        );
    }

    [Fact]
    public async Task An_empty_list_is_one_empty_page_of_fifty()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var list = await ListAsync(world, "");

        Assert.Empty(Bodies(list));
        Assert.Equal(50, list.Number("page_size"));
        Assert.True(list.IsNull("next_page_uri"));
    }

    public static TheoryData<string, string[]> Filters()
    {
        var now = DateTimeOffset.UtcNow;
        var (yesterday, today, tomorrow) = (Day(now.AddDays(-1)), Day(now), Day(now.AddDays(1)));
        return new()
        {
            { "?To=%2B447700900001", ["to one"] },
            { "?To=+447700900001", ["to one"] },
            { "?From=%2B447700900003", ["from three"] },
            { "?To=%2B447700900001&From=%2B447700900003", [] },
            { $"?DateSent={today}", ["from three", "to two", "to one"] },
            { $"?DateSent={yesterday}", [] },
            { $"?DateSent%3E={today}", ["from three", "to two", "to one"] },
            { $"?DateSent>={tomorrow}", [] },
            { $"?DateSent%3C={today}", ["from three", "to two", "to one"] },
            { $"?DateSent<={yesterday}", [] },
            { $"?DateSent%3E={Instant(now.AddHours(-1))}", ["from three", "to two", "to one"] },
            { $"?DateSent%3E={Instant(now.AddHours(1))}", [] },
            { $"?DateSent%3E={yesterday}&DateSent%3C={yesterday}", [] },
        };
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_list_holds_what_fits(string query, string[] expected)
    {
        await using var world = await SimulatedWorld.StartAsync();
        foreach (var (to, body) in new[] { ("+447700900001", "to one"), ("+447700900002", "to two") })
        {
            var created = await world.CreateToAsync(to, body);
            await world.MessageInAsync(created.Json.Text("sid")!, "delivered");
        }
        await world.TextAsync("from three", from: "+447700900003");

        Assert.Equal(expected, Bodies(await ListAsync(world, query)));
    }

    [Theory]
    [InlineData("?DateSent=yesterday")]
    [InlineData("?Page=1")]
    [InlineData("?Page=1&PageToken=PASM00000000000000000000000000000000")]
    public async Task A_list_that_cannot_be_read_is_refused(string query)
    {
        await using var world = await SimulatedWorld.StartAsync();

        var (status, json) = await world.CallAsync(HttpMethod.Get, $"{world.Messages}.json{query}");

        Assert.Equal((400, 20001), (status, json.Number("code")));
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd");

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static async Task<JsonElement> ListAsync(SimulatedWorld world, string query) =>
        (await world.CallAsync(HttpMethod.Get, $"{world.Messages}.json{query}")).Json;

    private static async Task<JsonElement> NextAsync(SimulatedWorld world, JsonElement page, string link) =>
        (await world.CallAsync(HttpMethod.Get, Root + page.Text(link))).Json;

    private static IEnumerable<string?> Bodies(JsonElement page) =>
        page.GetProperty("messages").EnumerateArray().Select(message => message.Text("body"));
}
