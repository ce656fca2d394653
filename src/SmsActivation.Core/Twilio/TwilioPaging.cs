namespace SmsActivation.Core.Twilio;

/// <summary>Where a list's next page is. Our key goes along, so a page may only lead to where the first one was.</summary>
internal sealed class TwilioPaging(string apiBaseUrl)
{
    private readonly Uri origin = new(apiBaseUrl + "/");

    /// <summary>The next page's URL, null after the last one.</summary>
    /// <param name="nextPageUri">As Twilio gives it: a path from the API's root, a prefix of ours left out.</param>
    /// <exception cref="TwilioCallException">It leads elsewhere.</exception>
    public string? Next(string? nextPageUri)
    {
        if (string.IsNullOrEmpty(nextPageUri))
            return null;

        var url = nextPageUri.StartsWith('/') ? FromRoot(nextPageUri) : nextPageUri;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var next) || !origin.IsBaseOf(next) || next.UserInfo.Length > 0)
        {
            throw new TwilioCallException(
                new SendFailure(SendFailureKind.NotProcessed, 200, null, "the next page lies outside Twilio:ApiBaseUrl")
            );
        }
        return url;
    }

    /// <summary>A server that knows its prefix has put it in already.</summary>
    private string FromRoot(string path) =>
        origin.AbsolutePath.Length > 1 && path.StartsWith(origin.AbsolutePath, StringComparison.Ordinal)
            ? origin.GetLeftPart(UriPartial.Authority) + path
            : apiBaseUrl + path;
}
