using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Api;

/// <summary>A cashier asks why a card does not work.</summary>
public sealed class TillJourney : IAsyncLifetime
{
    private Installation _host = null!;
    private string _card = "";

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        _card = CardNumbers.Luhn16();
        await _host.ImportAsync([new CardLine(_card)]);
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_till_is_told_before_and_after_the_activation_in_its_language_and_never_whose_card_it_is()
    {
        var key = await KeyAsync("pos", "till 1");
        var (status, answer) = await AskAsync(key, _card);
        Assert.Equal((HttpStatusCode.OK, "Issued", false), (status, Text(answer, "state"), Flag(answer, "maySpend")));
        Assert.Contains($"text this number to {Own.Number}", Text(answer, "sentence"));
        var phone = PhoneNumbers.Draw("US");
        var sms = new InboundSms(phone, _card);
        await _host.PostAsync(sms);
        await _host.SettledAsync([sms.Sid]);
        (_, answer) = await AskAsync(key, CardNumbers.Spaced(_card), language: "ru");
        Assert.Equal(
            ("Active", true, "ru"),
            (Text(answer, "state"), Flag(answer, "maySpend"), Text(answer, "language"))
        );
        Assert.Contains("тратит", Text(answer, "sentence"));
        Assert.DoesNotContain(phone[2..], answer.ToString());
    }

    [Fact]
    public async Task Only_a_tills_key_opens_it_and_a_revoked_one_opens_nothing_from_then_on()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("pos_nonsense", _card)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(await KeyAsync("site", "shop"), _card)).Status);
        var key = await KeyAsync("pos", "till 1");
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(key, "12")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key, _card)).Status);
        (await _host.RunAsync("api-keys", "revoke", "till 1")).MustSucceed();
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(key, _card)).Status);
    }

    [Fact]
    public async Task Who_guesses_cards_is_suspended_and_can_be_resumed()
    {
        var key = await KeyAsync("pos", "till 1");
        for (var i = 0; i <= 20; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(key, CardNumbers.Luhn16())).Status);
        var (status, problem) = await AskAsync(key, _card);
        Assert.Equal((HttpStatusCode.Forbidden, "Suspended key"), (status, Text(problem, "title")));
        (await _host.RunAsync("api-keys", "resume", "till 1")).MustSucceed();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key, _card)).Status);
        var listed = await _host.RunAsync("api-keys", "list", "--json");
        Assert.DoesNotContain(key, listed.Output);
        Assert.Contains("lastUsedAt", listed.Output);
    }

    private async Task<string> KeyAsync(string role, string name)
    {
        var made = await _host.RunAsync("api-keys", "create", "--role", role, "--name", name);
        made.MustSucceed();
        return made.Output.Trim();
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(
        string key,
        string number,
        string language = "en"
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{_host.Url}/api/v1/cards/{Uri.EscapeDataString(number)}?lang={language}"
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await _host.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return (answer.StatusCode, JsonDocument.Parse(body).RootElement);
    }

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    private static bool Flag(JsonElement answer, string name) => answer.GetProperty(name).GetBoolean();
}
