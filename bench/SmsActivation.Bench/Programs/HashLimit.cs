using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SmsActivation.Bench.Programs;

/// <summary>Passwords hashed by all cores at once, with the product's own hasher (ASP.NET Core's: PBKDF2-HMAC-SHA512)
/// and nothing else.</summary>
internal static class HashLimit
{
    public static int Run(int seconds, int iterations)
    {
        Parent.EndWithIt();
        Hash(TimeSpan.FromSeconds(1), iterations); // warm
        var clock = Stopwatch.StartNew();
        var hashes = Hash(TimeSpan.FromSeconds(seconds), iterations);
        Console.WriteLine((hashes / clock.Elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static int Hash(TimeSpan time, int iterations)
    {
        var hasher = new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { IterationCount = iterations })
        );
        var clock = Stopwatch.StartNew();
        var hashes = 0;
        var cores = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(HashOn)).ToList();
        cores.ForEach(core => core.Start());
        cores.ForEach(core => core.Join());
        return hashes;

        void HashOn()
        {
            while (clock.Elapsed < time)
            {
                hasher.HashPassword(time, "bcdf-ghjk-mnpq");
                Interlocked.Increment(ref hashes);
            }
        }
    }
}
