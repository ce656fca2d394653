namespace SmsActivation.Tests.Simulator;

public sealed class MessageResourceTests
{
    private const string Somebody = "+447700900001";

    [Theory]
    [InlineData("Messages/SM00000000000000000000000000000000.json")]
    [InlineData("Calls.json")]
    public async Task What_does_not_exist_is_20404(string path)
    {
        await using var world = await SimulatedWorld.StartAsync();
        var account = $"/2010-04-01/Accounts/{world.Account.AccountSid}/{path}";

        var (status, json) = await world.CallAsync(HttpMethod.Get, "/simulator/twilio" + account);

        Assert.Equal(404, status);
        Assert.Equal(20404, json.Number("code"));
        Assert.Equal($"The requested resource {account} was not found", json.Text("message"));
    }

    [Fact]
    public async Task Another_account_does_not_exist()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var other = "/simulator/twilio/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json";

        var (status, json) = await world.CallAsync(HttpMethod.Get, other);

        Assert.Equal(404, status);
        Assert.Equal(20404, json.Number("code"));
    }

    [Fact]
    public async Task Redacting_empties_the_body_and_nothing_else()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var long2 = new string('x', 200);
        var created = await world.CreateToAsync(Somebody, long2);
        var one = $"{world.Messages}/{created.Json.Text("sid")}.json";
        await world.MessageInAsync(created.Json.Text("sid")!, "delivered");

        var (status, redacted) = await world.CallAsync(HttpMethod.Post, one, ("Body", ""));

        Assert.Equal(200, status);
        Assert.Equal("", redacted.Text("body"));
        Assert.Equal("2", redacted.Text("num_segments"));
        Assert.Equal("delivered", redacted.Text("status"));
        Assert.Equal("", (await world.CallAsync(HttpMethod.Get, one)).Json.Text("body"));
    }

    [Fact]
    public async Task A_body_cannot_be_rewritten()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var created = await world.CreateToAsync(Somebody, "first");
        var sid = created.Json.Text("sid")!;
        await world.MessageInAsync(sid, "delivered");

        var (status, _) = await world.CallAsync(HttpMethod.Post, $"{world.Messages}/{sid}.json", ("Body", "second"));

        Assert.Equal(400, status);
        Assert.Equal("first", (await world.MessageInAsync(sid, "delivered")).Text("body"));
    }

    [Fact]
    public async Task Only_the_newest_messages_are_kept()
    {
        await using var world = await SimulatedWorld.StartAsync(capacity: 2);
        var oldest = await world.CreateToAsync(Somebody, "1");
        await world.CreateToAsync(Somebody, "2");
        await world.CreateToAsync(Somebody, "3");

        var gone = await world.CallAsync(HttpMethod.Get, $"{world.Messages}/{oldest.Json.Text("sid")}.json");
        var list = await world.CallAsync(HttpMethod.Get, $"{world.Messages}.json");

        Assert.Equal(404, gone.Status);
        Assert.Equal(["3", "2"], list.Json.GetProperty("messages").EnumerateArray().Select(m => m.Text("body")));
    }
}
