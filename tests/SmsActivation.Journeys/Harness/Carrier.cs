using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Harness;

/// <summary>The carrier's process, one for all journeys, and one host's account with it.</summary>
public sealed class Carrier
{
    private static readonly HttpClient Http = new();
    private static readonly Lazy<Task<string>> Shared = new(() => StartAsync());
    private readonly string _control;

    private Carrier(string url, AccountRequest account)
    {
        Url = url;
        Account = account;
        _control = $"{url}/control/{account.Sid}";
    }

    public string Url { get; }
    public AccountRequest Account { get; }

    public static async Task<Carrier> OpenAsync(Func<AccountRequest, AccountRequest>? adjust = null)
    {
        var url = await Shared.Value;
        var account = new AccountRequest(
            "AC" + Guid.NewGuid().ToString("N"),
            Guid.NewGuid().ToString("N"),
            [Own.Number, Own.Second, Own.WhatsApp]
        );
        account = adjust?.Invoke(account) ?? account;
        using var answer = await Http.PostAsJsonAsync($"{url}/control/accounts", account);
        answer.EnsureSuccessStatusCode();
        return new Carrier(url, account);
    }

    public async Task<AccountSeen> SeenAsync() => (await Http.GetFromJsonAsync<AccountSeen>($"{_control}/messages"))!;

    /// <summary>The texts that were taken for this address, in order.</summary>
    public async Task<IReadOnlyList<CreateSeen>> TextsAsync(string to) =>
        [.. (await SeenAsync()).Creates.Where(create => create.Sid is not null && create.To == to)];

    /// <summary>The text as the carrier shows it now.</summary>
    public async Task<string> KeptAsync(string sid)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{Url}/2010-04-01/Accounts/{Account.Sid}/Messages/{sid}.json"
        );
        var login = Encoding.UTF8.GetBytes($"{Account.Sid}:{Account.Token}");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(login));
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var message = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return message.GetProperty("body").GetString()!;
    }

    public async Task ScriptAsync(Fault fault) => await PostAsync("script", fault);

    public async Task DecideAsync(Fate fate) => await PostAsync("fate", fate);

    /// <summary>The carrier has this text, and its webhook is lost.</summary>
    public async Task HoldAsync(InboundSms sms) =>
        await PostAsync("hold", new CustomerText(sms.Sid, sms.From, sms.To, sms.Body));

    /// <summary>From now on its list lags so long.</summary>
    public async Task LagAsync(TimeSpan lag) => await PostAsync("lag", new Lag(lag.TotalSeconds));

    private async Task PostAsync<T>(string what, T value)
    {
        using var answer = await Http.PostAsJsonAsync($"{_control}/{what}", value);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> StartAsync(string url = "http://127.0.0.1:0")
    {
        var process = ChildProcess.Start(
            ProductFiles.Carrier,
            [url],
            AppContext.BaseDirectory,
            new Dictionary<string, string?>()
        );
        await Eventually.TrueAsync(
            "the carrier says where it listens",
            () => Task.FromResult(process.Output.Contains("http") || process.HasExited)
        );
        return process.HasExited
            ? throw new InvalidOperationException($"The carrier ended:\n{process.Everything}")
            : process.Output.Trim();
    }
}

/// <summary>Our own numbers, as every journey's host has them.</summary>
public static class Own
{
    public const string Number = "+15550001111";

    /// <summary>Its replies are in Russian whatever the phone's country.</summary>
    public const string Second = "+15550002222";
    public const string WhatsApp = "whatsapp:" + Number;
}
