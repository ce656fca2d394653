using System.Net;
using System.Text;

namespace SmsActivation.Tests.Simulator;

public sealed class LocalOnlyTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    public static TheoryData<string, string> Doors() =>
        new()
        {
            { "GET", "/simulator" },
            { "GET", "/simulator/assets/phone.js" },
            { "GET", "/simulator/phone/events" },
            { "POST", "/simulator/phone/send" },
            { "GET", "/simulator/twilio/2010-04-01/Accounts/AC0/Messages.json" },
            { "POST", "/simulator/twilio/2010-04-01/Accounts/AC0/Messages.json" },
            { "GET", "/simulator/twilio/anything" },
        };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Another_machine_is_refused(string method, string path)
    {
        await using var world = await SimulatedWorld.StartAsync(pretendCaller: Elsewhere);

        Assert.Equal(HttpStatusCode.Forbidden, await KnockAsync(world, method, path));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_rebound_name_is_refused(string method, string path)
    {
        await using var world = await SimulatedWorld.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await KnockAsync(world, method, path, ("Host", "rebound.example")));
    }

    [Theory]
    [InlineData("Host", "localhost.example", false)]
    [InlineData("Host", "127.0.0.1.example", false)]
    [InlineData("Host", "192.0.2.7", false)]
    [InlineData("X-Forwarded-For", "192.0.2.7", false)]
    [InlineData("Forwarded", "for=192.0.2.7", false)]
    [InlineData("Host", "localhost", true)]
    [InlineData("Host", "LOCALHOST:5080", true)]
    [InlineData("Host", "127.0.0.1:1", true)]
    [InlineData("Host", "[::1]:5080", true)]
    public async Task The_caller_must_mean_this_machine(string header, string value, bool welcome)
    {
        await using var world = await SimulatedWorld.StartAsync();

        var status = await KnockAsync(world, "GET", "/simulator", (header, value));

        Assert.Equal(welcome ? HttpStatusCode.OK : HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task AllowRemote_lets_everybody_in()
    {
        await using var world = await SimulatedWorld.StartAsync(allowRemote: true, pretendCaller: Elsewhere);

        Assert.Equal(HttpStatusCode.OK, await KnockAsync(world, "GET", "/simulator", ("Host", "demo.example")));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://127.0.0.1:1", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "OWN", true)]
    public async Task Only_the_page_itself_may_send(string header, string value, bool welcome)
    {
        await using var world = await SimulatedWorld.StartAsync();
        var given = value == "OWN" ? world.Root.GetLeftPart(UriPartial.Authority) : value;

        var status = await KnockAsync(world, "POST", "/simulator/phone/send", (header, given));

        Assert.Equal(welcome ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden, status);
    }

    private static async Task<HttpStatusCode> KnockAsync(
        SimulatedWorld world,
        string method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (method == "POST")
        {
            const string Text = """{ "from": "+16465550142", "body": "hello" }""";
            request.Content = new StringContent(Text, Encoding.UTF8, "application/json");
        }
        using var response = await world.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
