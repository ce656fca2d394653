using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SmsActivation.Tests.Simulator;

public sealed class CreateMessageTests
{
    private const string Somebody = "+447700900001";

    [Fact]
    public async Task A_created_message_is_answered_field_by_field_as_Twilio_does()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var (status, json) = await world.CreateToAsync(Somebody, "Hello, wörld");

        Assert.Equal(201, status);
        var sid = json.Text("sid")!;
        Assert.Matches("^SM[0-9a-f]{32}$", sid);
        var uri = $"/2010-04-01/Accounts/{world.Account.AccountSid}/Messages/{sid}";
        Assert.Equal(
            [
                "account_sid",
                "api_version",
                "body",
                "date_created",
                "date_sent",
                "date_updated",
                "direction",
                "error_code",
                "error_message",
                "from",
                "messaging_service_sid",
                "num_media",
                "num_segments",
                "price",
                "price_unit",
                "sid",
                "status",
                "subresource_uris",
                "to",
                "uri",
            ],
            json.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(world.Account.AccountSid, json.Text("account_sid"));
        Assert.Equal("2010-04-01", json.Text("api_version"));
        Assert.Equal("Hello, wörld", json.Text("body"));
        Assert.Equal("outbound-api", json.Text("direction"));
        Assert.Equal(world.Ours, json.Text("from"));
        Assert.Equal(Somebody, json.Text("to"));
        Assert.Equal("0", json.Text("num_media"));
        Assert.Equal("1", json.Text("num_segments"));
        Assert.Equal("queued", json.Text("status"));
        Assert.Equal($"{uri}.json", json.Text("uri"));
        Assert.Equal($"{uri}/Media.json", json.GetProperty("subresource_uris").Text("media"));
        Assert.Matches(@"^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$", json.Text("date_created"));
        string[] empty = ["date_sent", "error_code", "error_message", "price", "price_unit", "messaging_service_sid"];
        Assert.All(empty, field => Assert.True(json.IsNull(field), field));
    }

    [Fact]
    public async Task A_delivered_message_has_a_sent_date_and_no_error()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var created = await world.CreateToAsync(Somebody);

        var message = await world.MessageInAsync(created.Json.Text("sid")!, "delivered");

        Assert.Matches(@" \+0000$", message.Text("date_sent"));
        Assert.True(message.IsNull("error_code"));
        Assert.True(message.IsNull("price"));
        Assert.Equal("USD", message.Text("price_unit"));
    }

    [Fact]
    public async Task A_messaging_service_chooses_the_sender_after_the_answer()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var service = "MG" + new string('a', 32);

        var (status, json) = await world.CreateAsync(
            ("To", Somebody),
            ("MessagingServiceSid", service),
            ("Body", "Hello")
        );

        Assert.Equal(201, status);
        Assert.Equal("accepted", json.Text("status"));
        Assert.True(json.IsNull("from"));
        Assert.Equal(service, json.Text("messaging_service_sid"));
        var sent = await world.MessageInAsync(json.Text("sid")!, "delivered");
        Assert.Equal(world.Ours, sent.Text("from"));
    }

    public static TheoryData<string, int, string, string, string> Refusals() =>
        new()
        {
            { "no recipient", 21604, "", "OURS", "Hi" },
            { "letters for a recipient", 21211, "nobody", "OURS", "Hi" },
            { "a national recipient", 21211, "07700900001", "OURS", "Hi" },
            { "a recipient beyond 15 digits", 21211, "+1234567890123456", "OURS", "Hi" },
            { "no sender", 21603, Somebody, "", "Hi" },
            { "somebody else's number as sender", 21659, Somebody, "+15005550006", "Hi" },
            { "a short code that is not ours", 21606, Somebody, "12345", "Hi" },
            { "no sender at all", 21212, Somebody, "+++", "Hi" },
            { "letters as sender to America", 21612, "+14155550101", "SHOP", "Hi" },
            { "to ourselves", 21266, "OURS", "OURS", "Hi" },
            { "SMS to WhatsApp", 21910, "whatsapp:" + Somebody, "OURS", "Hi" },
            { "WhatsApp from a stranger", 63007, "whatsapp:" + Somebody, "whatsapp:+15005550006", "Hi" },
            { "no text", 21602, Somebody, "OURS", "" },
            { "1601 signs", 21617, Somebody, "OURS", new string('x', 1601) },
            { "no mobile phone", 21614, "+447700909004", "OURS", "Hi" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Twilio_refuses(string what, int code, string to, string from, string body)
    {
        await using var world = await SimulatedWorld.StartAsync();
        string Named(string number) => number == "OURS" ? world.Ours : number;

        var (status, json) = await world.CreateAsync(("To", Named(to)), ("From", Named(from)), ("Body", body));

        Assert.True(status == 400, what);
        Assert.Equal(["code", "message", "more_info", "status"], json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(code, json.Number("code"));
        Assert.NotEmpty(json.Text("message")!);
        Assert.Equal($"https://www.twilio.com/docs/errors/{code}", json.Text("more_info"));
        Assert.Equal(400, json.Number("status"));
        var list = await world.CallAsync(HttpMethod.Get, $"{world.Messages}.json");
        Assert.Equal(0, list.Json.GetProperty("messages").GetArrayLength());
    }

    public static TheoryData<string, string> Accepted() =>
        new()
        {
            { Somebody, "SHOP" },
            { Somebody, "OURS" },
            { "whatsapp:" + Somebody, "whatsapp:OURS" },
        };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Twilio_accepts_1600_signs_from(string to, string from)
    {
        await using var world = await SimulatedWorld.StartAsync();
        var sender = from.Replace("OURS", world.Ours, StringComparison.Ordinal);

        var (status, json) = await world.CreateAsync(("To", to), ("From", sender), ("Body", new string('x', 1600)));

        Assert.Equal(201, status);
        Assert.Equal(sender, json.Text("from"));
        Assert.Equal(to, json.Text("to"));
    }

    [Fact]
    public async Task A_JSON_body_carries_no_fields()
    {
        await using var world = await SimulatedWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{world.Messages}.json");
        request.Headers.Authorization = Basic(world.Account.AccountSid, world.Account.AuthToken);
        request.Content = JsonContent.Create(new { To = Somebody });

        using var response = await world.Http.SendAsync(request);

        Assert.Equal(21604, (await response.Content.ReadFromJsonAsync<JsonElement>()).Number("code"));
    }

    [Theory]
    [InlineData("no header", null, null)]
    [InlineData("a wrong token", "SID", "wrong")]
    [InlineData("a wrong SID", "AC00000000000000000000000000000000", "TOKEN")]
    public async Task A_stranger_gets_20003(string who, string? user, string? password)
    {
        await using var world = await SimulatedWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{world.Messages}.json");
        if (user is not null)
        {
            request.Headers.Authorization = Basic(
                user == "SID" ? world.Account.AccountSid : user,
                password == "TOKEN" ? world.Account.AuthToken : password!
            );
        }

        using var response = await world.Http.SendAsync(request);

        Assert.True((int)response.StatusCode == 401, who);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(20003, json.Number("code"));
        Assert.Equal(401, json.Number("status"));
    }

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
