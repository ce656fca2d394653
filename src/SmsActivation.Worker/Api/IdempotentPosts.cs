using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.ApiKeys;

namespace SmsActivation.Worker.Api;

/// <summary>A POST with an Idempotency-Key is done once: sent again within a day, it gets the answer it got. Source:
/// draft-ietf-httpapi-idempotency-key-header.</summary>
/// <remarks>Requests hold passwords and answers tokens, so what is kept is under keys drawn from the caller's API key, of
/// which the database holds a hash only.</remarks>
internal sealed class IdempotentPosts(IdempotencyStore store, TimeProvider time)
{
    public const string Header = "Idempotency-Key";
    private const int LongestName = 100;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public async Task<ApiAnswer> RunAsync(HttpContext http, ApiCaller caller, byte[] body, Func<Task<ApiAnswer>> run)
    {
        var name = http.Request.Headers[Header].ToString();
        if (name.Length == 0)
            return await run();
        if (name.Length > LongestName)
            return Problem.WrongFields.Answer(
                more: (
                    "errors",
                    new Dictionary<string, string> { [Header] = $"must have at most {LongestName} characters" }
                )
            );
        var hash = HashOf(caller, http.Request.Path, body);
        switch (await store.BeginAsync(caller.Key.Id, name, hash, time.GetUtcNow()))
        {
            case Begun.Done(var status, var sealedAnswer):
                return new ApiAnswer(status, Open(caller, sealedAnswer)) { Replayed = true };
            case Begun.OfAnother:
                return Problem.ReusedKey.Answer();
            case Begun.UnderWay:
                return ApiGate.Later(Problem.UnderWay, TimeSpan.FromSeconds(1));
        }
        ApiAnswer answer;
        try
        {
            answer = await run();
        }
        catch
        {
            await store.ForgetAsync(caller.Key.Id, name);
            throw;
        }
        // What asks to be sent again later was not done.
        if (answer.RetryAfter is not null)
            await store.ForgetAsync(caller.Key.Id, name);
        else
            await store.FinishAsync(caller.Key.Id, name, answer.Status, Seal(caller, answer.Body));
        return answer;
    }

    private static string HashOf(ApiCaller caller, string path, byte[] body)
    {
        byte[] request = [.. Encoding.UTF8.GetBytes(path + "\n"), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(KeyFor(caller, "request"), request));
    }

    private static byte[] Seal(ApiCaller caller, byte[] plain)
    {
        var result = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(KeyFor(caller, "answer"), TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceBytes, plain.Length), result.AsSpan(NonceBytes + plain.Length));
        return result;
    }

    private static byte[] Open(ApiCaller caller, byte[] sealedAnswer)
    {
        var plain = new byte[sealedAnswer.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(KeyFor(caller, "answer"), TagBytes);
        aes.Decrypt(
            sealedAnswer.AsSpan(0, NonceBytes),
            sealedAnswer.AsSpan(NonceBytes, plain.Length),
            sealedAnswer.AsSpan(NonceBytes + plain.Length),
            plain
        );
        return plain;
    }

    private static byte[] KeyFor(ApiCaller caller, string use) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(caller.Secret),
            outputLength: 32,
            info: Encoding.UTF8.GetBytes("idempotency " + use)
        );
}
