using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Harness;

/// <summary>The carrier itself: what it would find fault with, and how it pages.</summary>
public sealed class CarrierTests
{
    private static readonly HttpClient Http = new();

    public static TheoryData<string, string> Faulty =>
        new()
        {
            {
                "a field that Twilio does not know",
                $"To=%2B14155550100&From={Uri.EscapeDataString(Own.Number)}&Body=x&Text=x"
            },
            { "a To that is no phone", $"To=14155550100&From={Uri.EscapeDataString(Own.Number)}&Body=x" },
            { "no sender", "To=%2B14155550100&Body=x" },
            { "another's number", "To=%2B14155550100&From=%2B15559999999&Body=x" },
            { "no text", $"To=%2B14155550100&From={Uri.EscapeDataString(Own.Number)}" },
            { "an open placeholder", $"To=%2B14155550100&From={Uri.EscapeDataString(Own.Number)}&Body=Hi+%7Bbrand%7D" },
            { "SMS to WhatsApp", $"To=whatsapp%3A%2B14155550100&From={Uri.EscapeDataString(Own.Number)}&Body=x" },
            {
                "a validity out of bounds",
                $"To=%2B14155550100&From={Uri.EscapeDataString(Own.Number)}&Body=x&ValidityPeriod=36001"
            },
            {
                "a callback that is no URL",
                $"To=%2B14155550100&From={Uri.EscapeDataString(Own.Number)}&Body=x&StatusCallback=%2Ftwilio"
            },
        };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_request_that_Twilio_would_not_take_is_noted(string what, string form)
    {
        var carrier = await Carrier.OpenAsync();
        using var answer = await CreateAsync(carrier, form);
        Assert.True((await carrier.SeenAsync()).Violations.Count > 0, what);
    }

    [Fact]
    public async Task A_wrong_token_gets_401()
    {
        var carrier = await Carrier.OpenAsync();
        using var answer = await CreateAsync(carrier, "To=%2B14155550100&Body=x", token: "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty((await carrier.SeenAsync()).Creates);
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        var carrier = await Carrier.OpenAsync(account => account with { MostPerPage = 2 });
        for (var i = 0; i < 5; i++)
            (
                await CreateAsync(carrier, $"To=%2B1415555010{i}&From={Uri.EscapeDataString(Own.Number)}&Body=x")
            ).Dispose();
        var sizes = new List<int>();
        var uri = $"/2010-04-01/Accounts/{carrier.Account.Sid}/Messages.json?PageSize=50";
        while (uri is not null)
        {
            using var request = Signed(carrier, HttpMethod.Get, uri, carrier.Account.Token);
            using var answer = await Http.SendAsync(request);
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            sizes.Add(page.GetProperty("messages").GetArrayLength());
            uri = page.GetProperty("next_page_uri").GetString();
        }
        Assert.Equal([2, 2, 1], sizes);
    }

    private static async Task<HttpResponseMessage> CreateAsync(Carrier carrier, string form, string? token = null)
    {
        using var request = Signed(
            carrier,
            HttpMethod.Post,
            $"/2010-04-01/Accounts/{carrier.Account.Sid}/Messages.json",
            token ?? carrier.Account.Token
        );
        request.Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
        return await Http.SendAsync(request);
    }

    private static HttpRequestMessage Signed(Carrier carrier, HttpMethod method, string path, string token)
    {
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{carrier.Account.Sid}:{token}"));
        return new HttpRequestMessage(method, carrier.Url + path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", login) },
        };
    }
}
