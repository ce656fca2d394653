using System.Security.Cryptography;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;

namespace SmsActivation.Core.Staff;

/// <summary>Signs staff in, in two steps: the password, then a code of their app or a recovery code. Whoever is nobody's is
/// told the same and as late.</summary>
public sealed class StaffSignIn(
    StaffSignInStore store,
    SecondFactor factor,
    PasswordHashing hashing,
    SignInLane lane,
    TimeProvider time
)
{
    private const int TokenBytes = 32;
    private readonly Lazy<string> _nobodys = new(() => hashing.HashChosen(PasswordMaker.Draw()));

    public async Task<StaffSignInEnd> TryAsync(string typed, string password, Client client)
    {
        if (lane.IsFull)
            return new StaffSignInEnd.Busy();
        var name = StaffStore.NameOf(typed) ?? "";
        var (wait, person) = await store.BeginAsync(name, client.Address ?? "", time.GetUtcNow());
        if (wait is { } left)
            return new StaffSignInEnd.Wait(left);
        var right = await lane.Threads.RunAsync(() =>
            hashing.VerifyChosen(person?.PasswordHash ?? _nobodys.Value, password)
        );
        if (person is null || !right)
            return new StaffSignInEnd.Wrong();
        var token = DrawToken();
        return await store.SignInAsync(person, SignInFlow.HashOf(token), client, time.GetUtcNow())
            ? new StaffSignInEnd.Done(token)
            : new StaffSignInEnd.Wrong();
    }

    /// <summary>The second step.</summary>
    public async Task<StaffSignInEnd> ConfirmAsync(StaffSession signedIn, string code)
    {
        if (await store.TakeCodeTryAsync(signedIn, time.GetUtcNow()) is { } wait)
            return new StaffSignInEnd.Wait(wait);
        if (signedIn.HasSecondFactor && PasswordRules.IsTexted(code))
            return await store.RecoverAsync(signedIn, RecoveryCodes.HashOf(code), time.GetUtcNow())
                ? new StaffSignInEnd.Done("")
                : new StaffSignInEnd.Wrong();
        var key = await KeyAsync(signedIn);
        return
            key is not null
            && SecondFactor.StepOf(key, code, time.GetUtcNow()) is { } step
            && await store.ConfirmAsync(signedIn, step, time.GetUtcNow())
            ? new StaffSignInEnd.Done("")
            : new StaffSignInEnd.Wrong();
    }

    /// <summary>The key for a new app: drawn once, and the same until a code of it was right. Null when it is in use, and
    /// shown to nobody any more.</summary>
    public async Task<byte[]?> NewKeyAsync(StaffSession signedIn)
    {
        if (signedIn.HasSecondFactor)
            return null;
        if (await store.SecretAsync(signedIn) is null)
            await store.KeepSecretAsync(signedIn, factor.Seal(signedIn.Name, SecondFactor.DrawKey()));
        return await KeyAsync(signedIn);
    }

    /// <summary>Shown once; nobody can read them again.</summary>
    public async Task<IReadOnlyList<string>> DrawRecoveryCodesAsync(StaffSession signedIn)
    {
        var codes = RecoveryCodes.Draw();
        await store.KeepRecoveryCodesAsync(signedIn, [.. codes.Select(RecoveryCodes.HashOf)]);
        return codes;
    }

    /// <summary>Why not, or null: then it is theirs.</summary>
    public async Task<PasswordFault?> SetPasswordAsync(StaffSession signedIn, string password)
    {
        if (PasswordRules.Check(password, new PasswordOwner(signedIn.Name, Phone: "+", Cards: [])) is { } fault)
            return fault;
        var hash = await lane.Threads.RunAsync(() => hashing.HashChosen(password));
        await store.SetPasswordAsync(signedIn, hash, time.GetUtcNow());
        return null;
    }

    /// <summary>Whether it is the person's password, counted as a sign-in is.</summary>
    public async Task<StaffSignInEnd> CheckPasswordAsync(StaffSession signedIn, string password)
    {
        if (await store.TakeCodeTryAsync(signedIn, time.GetUtcNow()) is { } wait)
            return new StaffSignInEnd.Wait(wait);
        var hash = await store.PasswordHashAsync(signedIn);
        return await lane.Threads.RunAsync(() => hashing.VerifyChosen(hash ?? _nobodys.Value, password))
            ? new StaffSignInEnd.Done("")
            : new StaffSignInEnd.Wrong();
    }

    public async Task<string> SignInDemoAsync(StaffRole role, string? agent)
    {
        var token = DrawToken();
        await store.SignInDemoAsync(role, SignInFlow.HashOf(token), agent, time.GetUtcNow());
        return token;
    }

    private async Task<byte[]?> KeyAsync(StaffSession signedIn) =>
        await store.SecretAsync(signedIn) is { } secret ? factor.Open(signedIn.Name, secret) : null;

    private static string DrawToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
}

/// <summary>How a step of signing in ended.</summary>
public abstract record StaffSignInEnd
{
    /// <param name="Token">For the cookie; nobody keeps it.</param>
    public sealed record Done(string Token) : StaffSignInEnd;

    public sealed record Wrong : StaffSignInEnd;

    public sealed record Wait(TimeSpan For) : StaffSignInEnd;

    /// <summary>Too many sign in at once; nothing was counted.</summary>
    public sealed record Busy : StaffSignInEnd;
}
