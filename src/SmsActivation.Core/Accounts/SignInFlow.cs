using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Members;

namespace SmsActivation.Core.Accounts;

/// <summary>Signs a member in. Whatever is wrong with a try, it ends alike and takes as long: a password shaped like a texted
/// one is compared with five of those, any other with one of the member's own, and where there is none with one of
/// nobody's.</summary>
public sealed class SignInFlow(SignInStore store, PasswordHashing hashing, SignInLane lane, TimeProvider time)
{
    private const int Compared = 5;
    private const int TokenBytes = 32;

    private readonly Lazy<string> _nobodysTexted = new(() => hashing.HashTemporary(PasswordMaker.Draw()));
    private readonly Lazy<string> _nobodysOwn = new(() => hashing.HashChosen(PasswordMaker.Draw()));

    public async Task<SignInEnd> TryAsync(SignInName name, string password, Client client)
    {
        if (lane.IsFull)
            return new SignInEnd.Busy();
        var texted = PasswordRules.IsTexted(password);
        var facts = await store.BeginAsync(name, texted, client.Address, time.GetUtcNow());
        if (facts.Try.Wait is { } wait)
            return new SignInEnd.Wait(wait);
        var right = await lane.Threads.RunAsync(() => texted ? FindTexted(facts, password) : IsOwn(facts, password));
        if (right is { } which && facts.MemberId is { } member)
        {
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
            var own = texted ? null : facts.OwnHash;
            long? used = texted ? which : null;
            if (await store.SignInAsync(member, own, used, HashOf(token), client, time.GetUtcNow()))
                return new SignInEnd.Done(token, MustChange: texted);
        }
        return facts.Try.LockedAt is null ? new SignInEnd.Wrong() : new SignInEnd.Locked();
    }

    /// <summary>Whether it is this member's own password; counted like a sign-in, and makes no session.</summary>
    /// <returns><see cref="SignInEnd.Done"/> without a token when it is.</returns>
    public async Task<SignInEnd> ConfirmAsync(SignInName name, long member, string password, string address)
    {
        if (lane.IsFull)
            return new SignInEnd.Busy();
        var facts = await store.BeginAsync(name, texted: false, address, time.GetUtcNow());
        if (facts.Try.Wait is { } wait)
            return new SignInEnd.Wait(wait);
        // Whoever is signed in already is told what nobody else is.
        if (facts.Try.AccountWait is { } ofAccount)
            return new SignInEnd.Wait(ofAccount);
        if (await lane.Threads.RunAsync(() => IsOwn(facts, password)) is null || facts.MemberId != member)
            return facts.Try.AccountLockedAt is null ? new SignInEnd.Wrong() : new SignInEnd.Locked();
        await store.ClearTriesAsync(member, address);
        return new SignInEnd.Done(Token: "", MustChange: false);
    }

    /// <summary>What the database keeps of a session's token.</summary>
    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>The id of the texted password that it is. All are compared, so that none is found sooner.</summary>
    private long? FindTexted(SignInFacts facts, string typed)
    {
        long? found = null;
        for (var i = 0; i < Math.Max(Compared, facts.Texted.Count); i++)
        {
            var one = i < facts.Texted.Count ? facts.Texted[i] : null;
            if (!hashing.VerifyTemporary(one?.Hash ?? _nobodysTexted.Value, typed) || one is null)
                continue;
            if (facts.Try.AccountLockedAt is not { } lockedAt || one.CreatedAt > lockedAt)
                found = one.Id;
        }
        return facts.Try.AccountWait is null ? found : null;
    }

    private long? IsOwn(SignInFacts facts, string typed) =>
        hashing.VerifyChosen(facts.OwnHash ?? _nobodysOwn.Value, typed)
        && facts is { OwnHash: not null, Try: { AccountLockedAt: null, AccountWait: null } }
            ? 0
            : null;
}

/// <summary>Whoever tries.</summary>
/// <param name="Address">By network; null where somebody else asks for them and does not say.</param>
/// <param name="Agent">What the browser calls itself.</param>
public sealed record Client(string? Address, string? Agent);

/// <summary>How a sign-in ended.</summary>
public abstract record SignInEnd
{
    /// <param name="Token">For the cookie; nobody keeps it.</param>
    public sealed record Done(string Token, bool MustChange) : SignInEnd;

    public sealed record Wrong : SignInEnd;

    public sealed record Wait(TimeSpan For) : SignInEnd;

    /// <summary>Only a password that is texted from now on opens it.</summary>
    public sealed record Locked : SignInEnd;

    /// <summary>Too many sign in at once; nothing was counted.</summary>
    public sealed record Busy : SignInEnd;
}
