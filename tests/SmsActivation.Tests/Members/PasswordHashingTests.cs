using System.Buffers.Binary;
using SmsActivation.Core.Members;

namespace SmsActivation.Tests.Members;

public sealed class PasswordHashingTests
{
    private static readonly PasswordHashing Hashing = new(new PasswordHashingOptions());

    [Fact]
    public void A_temporary_password_is_accepted_in_any_spelling()
    {
        var hash = Hashing.HashTemporary("bcdf-ghjk-3467");

        Assert.True(Hashing.VerifyTemporary(hash, "BCDF ghjk3467"));
        Assert.False(Hashing.VerifyTemporary(hash, "bcdf-ghjk-3469"));
        Assert.False(Hashing.VerifyTemporary(hash, ""));
        Assert.DoesNotContain("bcdf", hash);
    }

    [Fact]
    public void A_chosen_password_counts_every_sign()
    {
        var quick = new PasswordHashing(new PasswordHashingOptions { ChosenIterations = 100 });
        var hash = quick.HashChosen("Correct horse");

        Assert.True(quick.VerifyChosen(hash, "Correct horse"));
        Assert.False(quick.VerifyChosen(hash, "correct horse"));
        Assert.False(quick.VerifyChosen(hash, "Correcthorse"));
    }

    [Fact]
    public void Temporary_passwords_take_10_000_iterations_and_chosen_ones_210_000()
    {
        Assert.Equal(10_000u, Iterations(Hashing.HashTemporary("bcdf-ghjk-3467")));
        Assert.Equal(210_000u, Iterations(Hashing.HashChosen("Correct horse")));
    }

    [Fact]
    public void A_hash_made_with_fewer_iterations_is_still_good()
    {
        var older = new PasswordHashing(new PasswordHashingOptions { TemporaryIterations = 100 });
        Assert.True(Hashing.VerifyTemporary(older.HashTemporary("bcdf-ghjk-3467"), "bcdf-ghjk-3467"));
    }

    /// <summary>Identity's version 3 format: marker, PRF, iterations (each but the marker 4 bytes, big-endian).</summary>
    private static uint Iterations(string hash) =>
        BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5, 4));
}
