using SmsActivation.Core.ApiKeys;

namespace SmsActivation.Worker.Api;

/// <summary>Who may ask: a key of the right role, not suspended, not too often.</summary>
internal sealed class ApiGate(ApiKeyStore keys, ApiPace pace, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    public async Task<IResult> OpenAsync(HttpContext http, ApiRole role, Func<ApiCaller, Task<ApiAnswer>> answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        var login = http.Request.Headers.Authorization.ToString();
        var secret = login.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? login[Scheme.Length..].Trim() : "";
        if (secret.Length == 0 || await keys.FindAsync(secret, time.GetUtcNow()) is not { } key)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.NoKey.Answer();
        }
        if (key.Role != ApiKeyStore.Word(role))
            return Problem.WrongRole.Answer($"This key is of role {key.Role}; this needs {ApiKeyStore.Word(role)}.");
        if (key.SuspendedAt is not null)
            return Problem.SuspendedKey.Answer();
        if (pace.Take(key.Id) is { } wait)
            return Later(Problem.TooManyRequests, wait);
        return await answer(new ApiCaller(key, secret));
    }

    /// <summary>A problem that passes with time.</summary>
    public static ApiAnswer Later(Problem problem, TimeSpan wait)
    {
        var answer = problem.Answer();
        return new ApiAnswer(answer.Status, answer.Body) { RetryAfter = wait };
    }
}

/// <param name="Secret">The key itself, as it was shown once.</param>
internal sealed record ApiCaller(ApiKey Key, string Secret);
