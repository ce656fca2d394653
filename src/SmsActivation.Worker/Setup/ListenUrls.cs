namespace SmsActivation.Worker.Setup;

/// <summary>Where the host listens: <c>ASPNETCORE_URLS</c>, default <c>http://localhost:5080</c>.</summary>
public sealed record ListenUrls(IReadOnlyList<Uri> All)
{
    private const string Default = "http://localhost:5080";

    /// <summary>An origin at which this host reaches itself.</summary>
    public string OwnOrigin =>
        $"{All[0].Scheme}://{(IsWildcard(All[0].Host) ? "127.0.0.1" : All[0].Host)}:{All[0].Port}";

    public static ListenUrls Read(IConfiguration configuration, List<string> faults)
    {
        var text = configuration["ASPNETCORE_URLS"] is { } urls && !string.IsNullOrWhiteSpace(urls) ? urls : Default;
        var read = new List<Uri>();
        foreach (var url in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Kestrel's wildcards are no URI.
            var plain = url.Replace("://+", "://0.0.0.0", StringComparison.Ordinal)
                .Replace("://*", "://0.0.0.0", StringComparison.Ordinal);
            if (Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Port > 0)
                read.Add(uri);
            else
                faults.Add($"ASPNETCORE_URLS holds '{url}': it must be http(s)://host:port.");
        }
        return new ListenUrls(read.Count > 0 ? read : [new Uri(Default)]);
    }

    private static bool IsWildcard(string host) => host is "0.0.0.0" or "[::]" or "::";
}
