using System.Diagnostics;
using System.Net;

namespace SmsActivation.Bench;

/// <summary>A browser at the account's sign-in form, with a connection of its own.</summary>
internal sealed class SignIns(int port) : IDisposable
{
    private readonly string _origin = $"http://127.0.0.1:{port}";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    /// <summary>The settings of a host that stops nobody from trying.</summary>
    public static IReadOnlyList<(string Name, string Value)> WithoutLimits { get; } =
    [("Account__Tries", "1000000"), ("Account__TriesUntilLocked", "1000000")];

    public async Task<(HttpStatusCode Status, string Page, double Milliseconds)> TryAsync(
        string name,
        string password,
        CancellationToken stopping
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_origin}/account/sign-in");
        request.Headers.Add("Origin", _origin);
        request.Content = new FormUrlEncodedContent([new("name", name), new("password", password), new("lang", "en")]);
        var began = Stopwatch.GetTimestamp();
        using var answer = await _http.SendAsync(request, stopping);
        var page = await answer.Content.ReadAsStringAsync(stopping);
        return (answer.StatusCode, page, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    public void Dispose() => _http.Dispose();
}
