using System.Net;
using System.Text;
using System.Text.Json;
using SmsActivation.Simulator;

namespace SmsActivation.Tests.Simulator;

public sealed class PhonePageTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>{{brand}}";

    [Fact]
    public async Task The_page_allows_nothing_but_its_own_two_files()
    {
        await using var world = await SimulatedWorld.StartAsync();

        using var response = await world.Http.GetAsync("/simulator");
        var html = await response.Content.ReadAsStringAsync();

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<script(?![^>]+src=)", html);
        Assert.DoesNotMatch(@"\son\w+=", html);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Account.AuthToken, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_never_becomes_part_of_the_page()
    {
        await using var world = await SimulatedWorld.StartAsync();
        await world.TextAsync(Hostile);
        await world.CreateToAsync(SimulatedWorld.Phone, Hostile);

        var html = await world.Http.GetStringAsync("/simulator");
        var script = await world.Http.GetStringAsync("/simulator/assets/phone.js");

        Assert.DoesNotContain("onerror", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document.write|eval", script);
    }

    [Fact]
    public async Task Demo_cards_are_shown_as_text_with_their_codes()
    {
        await using var world = await SimulatedWorld.StartAsync(
            cards:
            [
                new DemoCard("9900001234567897", Hostile, null),
                new DemoCard("9900002345678901", "With code", "4K82"),
            ]
        );

        var html = await world.Http.GetStringAsync("/simulator");

        Assert.Contains("9900 0012 3456 7897", html, StringComparison.Ordinal);
        Assert.Contains("data-text=\"9900002345678901 4K82\"", html, StringComparison.Ordinal);
        // The same card with its last digit wrong.
        Assert.Contains("data-text=\"9900001234567898\"", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;{{brand}}", html, StringComparison.Ordinal);
        Assert.Contains("Test &amp; Co", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phone.css", "text/css")]
    [InlineData("phone.js", "text/javascript")]
    [InlineData("icon.svg", "image/svg+xml")]
    [InlineData("phone.html", null)]
    [InlineData("..%2Fphone.js", null)]
    public async Task Only_the_page_s_files_are_served(string name, string? type)
    {
        await using var world = await SimulatedWorld.StartAsync();

        using var response = await world.Http.GetAsync($"/simulator/assets/{name}");

        Assert.Equal(type is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, response.StatusCode);
        if (type is not null)
            Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_stream_tells_what_is_there_and_then_every_change()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var earlier = await world.TextAsync("before");
        using var stream = await world.Http.GetStreamAsync("/simulator/phone/events");
        using var reader = new StreamReader(stream);
        var known = await ReadUntilAsync(reader, message => message.Text("sid") == earlier);

        await world.CreateToAsync("+447700909001", "after\ntwo lines");
        var ended = await ReadUntilAsync(reader, message => message.Text("state") == "undelivered");

        Assert.Equal(("before", true), (known.Text("body"), known.GetProperty("mine").GetBoolean()));
        Assert.Equal(("after\ntwo lines", "+447700909001"), (ended.Text("body"), ended.Text("phone")));
        Assert.Equal((30003, "GSM-7", 1), (ended.Number("code"), ended.Text("encoding"), ended.Number("segments")));
    }

    [Fact]
    public async Task Redacting_takes_nothing_off_the_handset()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var created = await world.CreateToAsync(SimulatedWorld.Phone, "your password");
        var sid = created.Json.Text("sid")!;
        await world.MessageInAsync(sid, "delivered");
        await world.CallAsync(HttpMethod.Post, $"{world.Messages}/{sid}.json", ("Body", ""));

        using var stream = await world.Http.GetStreamAsync("/simulator/phone/events");
        using var reader = new StreamReader(stream);
        var shown = await ReadUntilAsync(reader, message => message.Text("sid") == sid);

        Assert.Equal("your password", shown.Text("body"));
    }

    [Theory]
    [InlineData("a form", "application/x-www-form-urlencoded", "from=%2B16465550142&body=x", 415)]
    [InlineData("plain text", "text/plain", """{"from":"+16465550142","body":"x"}""", 415)]
    [InlineData("no JSON", "application/json", "{", 400)]
    [InlineData("null", "application/json", "null", 400)]
    [InlineData("no phone", "application/json", """{"body":"x"}""", 400)]
    [InlineData("half a phone", "application/json", """{"from":"+1","body":"x"}""", 400)]
    [InlineData("no text", "application/json", """{"from":"+16465550142","body":""}""", 400)]
    [InlineData(
        "an unknown channel",
        "application/json",
        """{"from":"+16465550142","body":"x","channel":"fax"}""",
        400
    )]
    [InlineData(
        "WhatsApp by a short code",
        "application/json",
        """{"from":"12345","body":"x","channel":"whatsapp"}""",
        400
    )]
    [InlineData("to a stranger", "application/json", """{"from":"+16465550142","to":"+15005550006","body":"x"}""", 400)]
    [InlineData("a short code", "application/json", """{"from":"12345","body":"x"}""", 202)]
    [InlineData("a name", "application/json", """{"from":"BANK","body":"x"}""", 202)]
    public async Task The_page_may_send(string what, string type, string body, int expected)
    {
        await using var world = await SimulatedWorld.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var response = await world.Http.PostAsync("/simulator/phone/send", content);

        Assert.True(expected == (int)response.StatusCode, $"{what}: {(int)response.StatusCode}");
    }

    [Theory]
    [InlineData(1600, 202)]
    [InlineData(1601, 400)]
    [InlineData(70_000, 413)]
    public async Task A_text_has_its_limits(int signs, int expected)
    {
        await using var world = await SimulatedWorld.StartAsync();
        var json = JsonSerializer.Serialize(new { from = SimulatedWorld.Phone, body = new string('x', signs) });
        using var content = new StringContent(json, Encoding.UTF8, "application/json");

        using var response = await world.Http.PostAsync("/simulator/phone/send", content);

        Assert.Equal(expected, (int)response.StatusCode);
    }

    private static async Task<JsonElement> ReadUntilAsync(StreamReader stream, Func<JsonElement, bool> found)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (await stream.ReadLineAsync(patience.Token) is { } line)
        {
            const string Data = "data: ";
            if (!line.StartsWith(Data + "{", StringComparison.Ordinal))
                continue;
            var message = JsonSerializer.Deserialize<JsonElement>(line[Data.Length..]);
            if (found(message))
                return message;
        }
        throw new InvalidOperationException("the stream ended");
    }
}
