using Microsoft.AspNetCore.Http;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class TwilioListTests
{
    private const string Path = $"/2010-04-01/Accounts/{TwilioTestOptions.AccountSid}/Messages.json";

    [Theory]
    [InlineData("", "")] // Twilio itself
    [InlineData("/simulator/twilio", "")] // a prefix that the server does not know of
    [InlineData("/simulator/twilio", "/simulator/twilio")] // and one that it puts in
    public async Task Pages_are_followed_to_the_end(string prefix, string inUri)
    {
        await using var carrier = await PagesAsync(page =>
            page < 3 ? $"\"{inUri}{Path}?PageSize=2&Page={page}&PageToken=PASM{page}\"" : "null"
        );
        using var client = new ClientUnderTest(carrier.Url + prefix);

        Assert.Equal(["SM1a", "SM1b", "SM2a", "SM2b", "SM3a", "SM3b"], await SidsAsync(client, new(PageSize: 2)));
        Assert.Equal(
            [
                $"{prefix}{Path}?PageSize=2",
                $"{prefix}{Path}?PageSize=2&Page=1&PageToken=PASM1",
                $"{prefix}{Path}?PageSize=2&Page=2&PageToken=PASM2",
            ],
            carrier.Requests.Select(request => request.Target)
        );
        Assert.Single(carrier.Requests.Select(request => request.Login).Distinct());
    }

    [Fact]
    public async Task A_page_is_fetched_only_when_it_is_read()
    {
        await using var carrier = await PagesAsync(page => $"\"{Path}?Page={page}\"");
        using var client = new ClientUnderTest(carrier.Url);

        await foreach (var message in client.Client.ListAsync(new()))
        {
            Assert.Equal("SM1a", message.Sid);
            break;
        }
        Assert.Single(carrier.Requests);
    }

    [Theory]
    [InlineData("@evil.example/2010-04-01")]
    [InlineData("http://evil.example/2010-04-01")]
    [InlineData("https://127.0.0.1/2010-04-01")]
    [InlineData("2010-04-01/Accounts")]
    public async Task Our_key_goes_to_no_other_server(string next)
    {
        await using var carrier = await PagesAsync(_ => $"\"{next}\"");
        using var client = new ClientUnderTest(carrier.Url);

        await Assert.ThrowsAsync<TwilioCallException>(() => SidsAsync(client, new()));
        Assert.Single(carrier.Requests);
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(200, """{"messages":null,"next_page_uri":null}""")]
    [InlineData(500, """{"messages":[]}""")]
    [InlineData(404, "<html/>")]
    public async Task A_list_that_cannot_be_read_never_looks_empty(int status, string body)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(status, body);
        using var client = new ClientUnderTest(carrier.Url);

        await Assert.ThrowsAsync<TwilioCallException>(() => SidsAsync(client, new()));
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_end()
    {
        await using var carrier = await PagesAsync(page => $"\"{Path}?Page={page % 2}\"");
        using var client = new ClientUnderTest(carrier.Url);

        await Assert.ThrowsAsync<TwilioCallException>(() => SidsAsync(client, new()));
        Assert.Equal(3, carrier.Requests.Count);
    }

    [Fact]
    public async Task An_empty_list_is_empty()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(200, """{"messages":[],"next_page_uri":null}""");
        using var client = new ClientUnderTest(carrier.Url);

        Assert.Empty(await SidsAsync(client, new()));
    }

    [Fact]
    public async Task The_filter_is_spelt_as_Twilio_wants_it()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(200, """{"messages":[]}""");
        using var client = new ClientUnderTest(carrier.Url);
        var filter = new MessageFilter(
            "+15557770000",
            "whatsapp:+15550001111",
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)),
            new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero)
        );

        await SidsAsync(client, filter);

        var target = Assert.Single(carrier.Requests).Target.Split('?');
        Assert.Equal(Path, target[0]);
        string[] fields =
        [
            "To=%2B15557770000",
            "From=whatsapp%3A%2B15550001111",
            "DateSent%3E=2026-01-02T01%3A04%3A05Z",
            "DateSent%3C=2026-01-03T00%3A00%3A00Z",
        ];
        Assert.Equal(fields.Order(StringComparer.Ordinal), target[1].Split('&').Order(StringComparer.Ordinal));
    }

    /// <summary>A carrier whose n-th answer holds the messages SMna and SMnb and the next page given.</summary>
    private static Task<ScriptedCarrier> PagesAsync(Func<int, string> next)
    {
        var page = 0;
        return ScriptedCarrier.StartAsync(context =>
        {
            page++;
            var messages = $$"""[{"sid":"SM{{page}}a"},{"sid":"SM{{page}}b"}]""";
            return context.Response.WriteAsync($$"""{"messages":{{messages}},"next_page_uri":{{next(page)}}}""");
        });
    }

    private static async Task<List<string?>> SidsAsync(ClientUnderTest client, MessageFilter filter)
    {
        var sids = new List<string?>();
        await foreach (var message in client.Client.ListAsync(filter))
        {
            sids.Add(message.Sid);
        }
        return sids;
    }
}
