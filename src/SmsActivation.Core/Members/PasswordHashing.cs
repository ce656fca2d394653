using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SmsActivation.Core.Members;

/// <summary>How much work a guess at each kind of password costs, in PBKDF2 iterations.</summary>
public sealed record PasswordHashingOptions
{
    /// <summary>Few are enough for a random secret of 55 bits that lives three days.</summary>
    public int TemporaryIterations { get; init; } = 10_000;

    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA512: people choose what can be guessed.</summary>
    public int ChosenIterations { get; init; } = 210_000;
}

/// <summary>Hashes passwords with ASP.NET Core's own hasher (salted PBKDF2, version 3 format). Safe for many threads.</summary>
public sealed class PasswordHashing(PasswordHashingOptions options)
{
    private readonly PasswordHasher<PasswordHashing> temporary = Hasher(options.TemporaryIterations);
    private readonly PasswordHasher<PasswordHashing> chosen = Hasher(options.ChosenIterations);

    public string HashTemporary(string password) => temporary.HashPassword(this, PasswordMaker.Normalize(password));

    public bool VerifyTemporary(string hash, string typed) =>
        temporary.VerifyHashedPassword(this, hash, PasswordMaker.Normalize(typed)) != PasswordVerificationResult.Failed;

    /// <summary>About 150 ms of a core: never on the thread pool.</summary>
    public string HashChosen(string password) => chosen.HashPassword(this, password);

    /// <summary>As slow as <see cref="HashChosen"/>; every sign counts, case and spaces included.</summary>
    public bool VerifyChosen(string hash, string typed) =>
        chosen.VerifyHashedPassword(this, hash, typed) != PasswordVerificationResult.Failed;

    private static PasswordHasher<PasswordHashing> Hasher(int iterations) =>
        new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
}
