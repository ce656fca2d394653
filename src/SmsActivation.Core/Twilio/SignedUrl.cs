namespace SmsActivation.Core.Twilio;

/// <summary>The spellings of a URL that Twilio may have signed: with and without its port.</summary>
internal static class SignedUrl
{
    /// <summary>
    /// Twilio signs with or without the port, by product and by scheme. Pure text: a Uri would re-encode the rest.
    /// </summary>
    public static string[] Spellings(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return [url];

        var start = scheme + 3;
        var length = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var end = length < 0 ? url.Length : start + length;
        var host = url.AsSpan(start, end - start);
        host = host[(host.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
            return [url, url.Remove(end - (host.Length - colon), host.Length - colon)];

        var secure = url.AsSpan(0, scheme).Equals("https", StringComparison.OrdinalIgnoreCase);
        return [url, url.Insert(end, secure ? ":443" : ":80")];
    }
}
