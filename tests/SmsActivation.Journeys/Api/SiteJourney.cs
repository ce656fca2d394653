using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Api;

/// <summary>A shop whose own site has the account pages.</summary>
public sealed class SiteJourney : IAsyncLifetime
{
    private const string Own = "correct horse battery";
    private readonly HttpClient _http = new();
    private EventReceiver _shop = null!;
    private Installation _host = null!;
    private string _phone = "";
    private string _card = "";
    private string _key = "";

    public async Task InitializeAsync()
    {
        _shop = await EventReceiver.StartAsync();
        _host = await Installation.CreateAsync(_shop.Settings);
        _card = CardNumbers.Luhn16();
        _phone = PhoneNumbers.Draw("US");
        await _host.ImportAsync([new CardLine(_card)]);
        await _host.StartAsync();
        var made = await _host.RunAsync("api-keys", "create", "--role", "site", "--name", "shop");
        made.MustSucceed();
        _key = made.Output.Trim();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task The_texted_password_is_verified_once_changed_and_the_new_one_holds()
    {
        var texted = await TextedPasswordAsync(_card);
        var (status, answer) = await PostAsync("account/verify", new { name = _card, password = texted });
        Assert.Equal((HttpStatusCode.OK, true), (status, answer.GetProperty("mustChangePassword").GetBoolean()));
        var member = answer.GetProperty("memberId").GetInt64();
        var token = answer.GetProperty("changeToken").GetString();
        (status, answer) = await PostAsync("account/verify", new { name = _card, password = texted });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/docs#wrong-password"), (status, TypeOf(answer)));

        (status, answer) = await PostAsync("account/password", new { changeToken = token, newPassword = "password1" });
        Assert.Equal(("/docs#weak-password", "Common"), (TypeOf(answer), answer.GetProperty("rule").GetString()));
        (status, _) = await PostAsync("account/password", new { changeToken = token, newPassword = Own });
        Assert.Equal(HttpStatusCode.OK, status);
        (_, answer) = await PostAsync("account/password", new { changeToken = token, newPassword = Own });
        Assert.Equal("/docs#no-change-token", TypeOf(answer));

        (status, answer) = await PostAsync("account/verify", new { name = _phone, password = Own });
        Assert.Equal((HttpStatusCode.OK, false), (status, answer.GetProperty("mustChangePassword").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("changeToken").ValueKind);
        (status, _) = await PostAsync(
            "account/password",
            new
            {
                name = _phone,
                currentPassword = Own,
                newPassword = "another long one",
            }
        );
        Assert.Equal(HttpStatusCode.OK, status);
        (_, answer) = await PostAsync("account/verify", new { name = _phone, password = Own });
        Assert.Equal("/docs#wrong-password", TypeOf(answer));
        await Eventually.TrueAsync(
            "both changes are told",
            () => Task.FromResult(_shop.Taken.Count(told => told.Type == "member.password_changed") == 2)
        );
        Assert.All(_shop.Taken, told => Assert.Equal(member, told.MemberId));
    }

    [Fact]
    public async Task A_member_is_read_and_changed_whole_or_not_at_all()
    {
        await TextedPasswordAsync(_card);
        var (status, member) = await SendAsync(HttpMethod.Get, "members/1");
        Assert.Equal(
            (HttpStatusCode.OK, "active", _phone, _card),
            (status, Text(member, "state"), Text(member, "phone"), Text(member.GetProperty("cards")[0], "number"))
        );
        (status, var faults) = await PatchAsync(
            """{"language":"xx","profile":{"firstName":"Ann","email":"nowhere","shoe":"44"},"card":"1","consents":{"service":null}}"""
        );
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/docs#wrong-fields"), (status, TypeOf(faults)));
        Assert.Equal(
            ["card", "consents.service", "language", "profile.email", "profile.shoe"],
            faults.GetProperty("errors").EnumerateObject().Select(fault => fault.Name)
        );
        (_, faults) = await PatchAsync("""{"consents":null}""");
        Assert.Equal(["consents"], faults.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
        (_, faults) = await PatchAsync("""{"profile":{"firstName":"Ann"},"consents":{"marketing":{"version":"1"}}}""");
        Assert.Equal(("/docs#marketing-barred", "BirthdayUnknown"), (TypeOf(faults), Text(faults, "reason")));
        (_, member) = await SendAsync(HttpMethod.Get, "members/1");
        Assert.Empty(member.GetProperty("profile").EnumerateObject());

        (status, member) = await PatchAsync(
            """{"language":"ru","profile":{"firstName":"Анна","birthday":"1990-12-31"},"consents":{"marketing":{"version":"1","language":"ru"}}}"""
        );
        Assert.Equal((HttpStatusCode.OK, "ru"), (status, Text(member, "language")));
        Assert.Equal("Анна", Text(member.GetProperty("profile"), "firstName"));
        Assert.Contains(
            member.GetProperty("consents").EnumerateArray(),
            consent => Text(consent, "kind") == "marketing"
        );
        (_, member) = await PatchAsync("""{"profile":{"firstName":null},"consents":{"marketing":null}}""");
        Assert.False(member.GetProperty("profile").TryGetProperty("firstName", out _));
        Assert.Equal("1990-12-31", Text(member.GetProperty("profile"), "birthday"));
        // As RFC 7396 says: null takes back.
        (_, member) = await PatchAsync("""{"language":null,"profile":null}""");
        Assert.Null(Text(member, "language"));
        Assert.Empty(member.GetProperty("profile").EnumerateObject());
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "members/999")).Status);
    }

    [Fact]
    public async Task A_site_shows_the_words_that_are_agreed_to_and_what_was_agreed_to_is_told_word_for_word()
    {
        await TextedPasswordAsync(_card);
        var (status, answer) = await SendAsync(HttpMethod.Get, "consents");
        Assert.Equal(HttpStatusCode.OK, status);
        var words = answer.GetProperty("consents").EnumerateArray().ToList();
        Assert.Equal(
            [("service", "en"), ("marketing", "en"), ("service", "ru"), ("marketing", "ru")],
            words.Select(one => (Text(one, "kind"), Text(one, "language")))
        );
        // Words that there are none of cannot have been read.
        (status, var faults) = await PatchAsync(
            """{"profile":{"birthday":"1990-12-31"},"consents":{"marketing":{"version":"1","language":"fr"}}}"""
        );
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/docs#wrong-fields"), (status, TypeOf(faults)));
        Assert.Equal(
            "is 'fr': must be one of en, ru",
            Text(faults.GetProperty("errors"), "consents.marketing.language")
        );
        (_, var member) = await PatchAsync(
            """{"profile":{"birthday":"1990-12-31"},"consents":{"marketing":{"version":"1","language":"ru"}}}"""
        );
        var given = member.GetProperty("consents").EnumerateArray().Single(one => Text(one, "kind") == "marketing");
        Assert.Equal(("ru", Text(words[3], "text")), (Text(given, "language"), Text(given, "text")));
    }

    [SqliteFact]
    public async Task What_is_sent_again_is_done_once_and_answered_alike()
    {
        var request = JsonSerializer.Serialize(new { name = _phone, password = await TextedPasswordAsync(_card) });
        var (_, first) = await SendAsync(HttpMethod.Post, "account/verify", request, idempotency: "order 1");
        var (status, again) = await SendAsync(HttpMethod.Post, "account/verify", request, idempotency: "order 1");
        Assert.Equal((HttpStatusCode.OK, first.GetRawText()), (status, again.GetRawText()));
        var token = first.GetProperty("changeToken").GetString()!;
        (status, var other) = await SendAsync(HttpMethod.Post, "account/verify", "{}", idempotency: "order 1");
        Assert.Equal("/docs#reused-idempotency-key", TypeOf(other));
        // Kept for whoever has the key, and for nobody who has the file.
        Assert.DoesNotContain(token, Encoding.Latin1.GetString(await FileOfAsync(_host.DatabaseFile + "-wal")));
        Assert.DoesNotContain(token, Encoding.Latin1.GetString(await FileOfAsync(_host.DatabaseFile)));
    }

    [Theory]
    [InlineData("POST", "account/verify", "{\"name\":", "application/json", 400, "no-json")]
    [InlineData("POST", "account/verify", "[]", "application/json", 400, "no-json")]
    [InlineData("POST", "account/verify", "{\"name\":\"a\",\"name\":\"b\"}", "application/json", 400, "no-json")]
    [InlineData("POST", "account/verify", "{\"name\":1,\"pasword\":\"x\"}", "application/json", 422, "wrong-fields")]
    [InlineData("POST", "account/verify", "{\"name\":\"\\ud800\"}", "application/json", 422, "wrong-fields")]
    [InlineData("POST", "account/verify", "name=a", "application/x-www-form-urlencoded", 415, "wrong-content-type")]
    [InlineData(
        "POST",
        "account/password",
        "{\"changeToken\":\"a\",\"name\":\"b\",\"newPassword\":\"c\"}",
        "application/json",
        422,
        "wrong-fields"
    )]
    [InlineData(
        "POST",
        "account/password",
        "{\"changeToken\":\"a\",\"name\":null,\"newPassword\":\"correct horse battery\"}",
        "application/json",
        422,
        "no-change-token"
    )]
    [InlineData("GET", "account/verify", null, null, 405, "wrong-method")]
    [InlineData("GET", "account/nothing", null, null, 404, "not-found")]
    [InlineData("GET", "members/nobody", null, null, 404, "not-found")]
    [InlineData("GET", "cards/9900000000001117", null, null, 403, "wrong-role")]
    public async Task Every_fault_is_a_problem_with_its_name(
        string method,
        string path,
        string? body,
        string? type,
        int status,
        string problem
    )
    {
        var (got, answer) = await SendAsync(new HttpMethod(method), path, body, type ?? "application/json");
        Assert.Equal((status, $"/docs#{problem}"), ((int)got, TypeOf(answer)));
    }

    [Fact]
    public async Task Who_guesses_waits_by_account_and_by_the_customers_address()
    {
        await TextedPasswordAsync(_card);
        for (var i = 0; i < 5; i++)
            await PostAsync("account/verify", new { name = _phone, password = $"wrong {i}" });
        var (status, answer) = await PostAsync("account/verify", new { name = _phone, password = "wrong" });
        Assert.Equal((HttpStatusCode.TooManyRequests, "/docs#too-many-tries"), (status, TypeOf(answer)));
        for (var i = 0; i < 5; i++)
            await GuessAsync($"nobody{i}", "203.0.113.7");
        Assert.Equal("/docs#too-many-tries", TypeOf(await GuessAsync("nobody", "203.0.113.7")));
        Assert.Equal("/docs#wrong-password", TypeOf(await GuessAsync("nobody", "203.0.113.8")));
    }

    private async Task<JsonElement> GuessAsync(string name, string address) =>
        (
            await PostAsync(
                "account/verify",
                new
                {
                    name,
                    password = "wrong",
                    clientAddress = address,
                }
            )
        ).Answer;

    private async Task<string> TextedPasswordAsync(string words)
    {
        var sms = new InboundSms(_phone, words);
        await _host.PostAsync(sms);
        await _host.SettledAsync([sms.Sid]);
        var seen = await _host.Carrier.SeenAsync();
        return ReplyTexts.PasswordIn(seen.Creates.Last(create => create.To == _phone).Body);
    }

    private Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, object body) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body));

    private Task<(HttpStatusCode Status, JsonElement Answer)> PatchAsync(string body) =>
        SendAsync(HttpMethod.Patch, "members/1", body, "application/merge-patch+json");

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string type = "application/json",
        string? idempotency = null
    )
    {
        using var request = new HttpRequestMessage(method, $"{_host.Url}/api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        if (idempotency is not null)
            request.Headers.Add("Idempotency-Key", idempotency);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(
            answer.IsSuccessStatusCode ? "application/json" : "application/problem+json",
            answer.Content.Headers.ContentType?.MediaType
        );
        return (answer.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    private static async Task<byte[]> FileOfAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static string? TypeOf(JsonElement answer) => Text(answer, "type");

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();
}
