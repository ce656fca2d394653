namespace SmsActivation.Core.Twilio;

/// <summary>What a call means that brought no answer.</summary>
internal static class Unanswered
{
    public static SendFailure Create(Exception cause, bool started, bool late, bool stopping)
    {
        if (started)
        {
            var lost = late ? "no answer before the deadline" : $"no whole answer: {Why(cause)}";
            return new SendFailure(SendFailureKind.Ambiguous, null, null, lost);
        }
        var reason =
            stopping ? "not begun: the host stops"
            : late ? "not begun: the deadline passed"
            : $"not begun: {Why(cause)}";
        return new SendFailure(SendFailureKind.NotProcessed, null, null, reason);
    }

    public static SendFailure Call(Exception cause) => new(SendFailureKind.NotProcessed, null, null, Why(cause));

    /// <summary>Never the exception's own words: they name hosts, and one day perhaps more.</summary>
    private static string Why(Exception cause) =>
        cause switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "host name not found",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed",
            HttpRequestException or IOException => "connection lost",
            OperationCanceledException => "timed out",
            _ => cause.GetType().Name,
        };
}
