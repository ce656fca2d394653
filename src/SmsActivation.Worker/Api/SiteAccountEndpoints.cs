using System.Net;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.ApiKeys;
using SmsActivation.Core.Members;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Account;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Api;

/// <summary>Signing in for shops whose own site has the account pages: by the same flow, within the same limits.</summary>
internal sealed class SiteAccountEndpoints(
    ApiGate gate,
    IdempotentPosts posts,
    SignInFlow signIn,
    SessionStore sessions,
    AccountCards cards,
    SignInLane lane,
    PasswordHashing hashing,
    SmsReader reader,
    SignInCountries countries,
    TwilioOptions twilio,
    TimeProvider time
)
{
    private const int LongestName = 64;
    private const int LongestToken = 128;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public Task<IResult> VerifyAsync(HttpContext http) =>
        PostAsync(http, (caller, fields) => VerifyAsync(caller, fields));

    public Task<IResult> SetPasswordAsync(HttpContext http) =>
        PostAsync(http, (caller, fields) => SetPasswordAsync(caller, fields));

    private Task<IResult> PostAsync(HttpContext http, Func<ApiCaller, JsonFields, Task<ApiAnswer>> answer) =>
        gate.OpenAsync(
            http,
            ApiRole.Site,
            async caller =>
            {
                var (bytes, body, refusal) = await JsonBody.ReadAsync(http);
                return refusal ?? await posts.RunAsync(http, caller, bytes, () => answer(caller, new JsonFields(body)));
            }
        );

    private async Task<ApiAnswer> VerifyAsync(ApiCaller caller, JsonFields fields)
    {
        var name = fields.Text("name", LongestName, required: true);
        var password = fields.Text("password", PasswordRules.Longest, required: true);
        var address = AddressIn(fields);
        fields.RefuseOthers();
        if (fields.Refusal() is { } refusal)
            return refusal;
        var (session, token, problem) = await SignInAsync(caller, name!, password!, address);
        if (session is null)
            return problem!;
        if (session.MustChange)
            return ApiAnswer.Ok(new VerifyAnswer(session.MemberId, MustChangePassword: true, token));
        // It was asked who they are, and no page is open for them here.
        await sessions.EndAsync(session.Id, time.GetUtcNow());
        return ApiAnswer.Ok(new VerifyAnswer(session.MemberId, MustChangePassword: false, ChangeToken: null));
    }

    private async Task<ApiAnswer> SetPasswordAsync(ApiCaller caller, JsonFields fields)
    {
        var token = fields.Text("changeToken", LongestToken);
        var name = fields.Text("name", LongestName, required: token is null);
        var current = fields.Text("currentPassword", PasswordRules.Longest, required: token is null);
        if (token is not null && (name ?? current) is not null)
            fields.Fault("changeToken", "stands alone, without name and currentPassword");
        var address = AddressIn(fields);
        var chosen = fields.Text("newPassword", longest: 4 * PasswordRules.Longest, required: true);
        fields.RefuseOthers();
        if (fields.Refusal() is { } refusal)
            return refusal;
        // What is weak for everybody is told before a texted password is used up by it.
        if (PasswordRules.Check(chosen!, owner: null) is { } weak)
            return Problem.WeakPassword.Answer(more: ("rule", weak.ToString()));
        SignedIn? session;
        if (token is not null)
        {
            session = await sessions.FindAsync(SignInFlow.HashOf(token), time.GetUtcNow());
            if (session is not { MustChange: true })
                return Problem.NoChangeToken.Answer();
        }
        else
        {
            (session, token, var problem) = await SignInAsync(caller, name!, current!, address);
            if (session is null)
                return problem!;
        }
        return await SetPasswordAsync(session, token!, chosen!);
    }

    private async Task<ApiAnswer> SetPasswordAsync(SignedIn session, string token, string chosen)
    {
        if (PasswordRules.Check(chosen, await cards.OwnerAsync(session)) is { } weak)
        {
            if (session.MustChange)
                return Problem.WeakPassword.Answer(more: [("rule", weak.ToString()), ("changeToken", token)]);
            await sessions.EndAsync(session.Id, time.GetUtcNow());
            return Problem.WeakPassword.Answer(more: ("rule", weak.ToString()));
        }
        if (lane.IsFull)
            return ApiGate.Later(Problem.Busy, Moment);
        var hash = await lane.Threads.RunAsync(() => hashing.HashChosen(chosen));
        var now = time.GetUtcNow();
        if (!await sessions.ChangePasswordAsync(session, hash, now))
            return Problem.NoChangeToken.Answer();
        await sessions.EndAsync(session.Id, now);
        return ApiAnswer.Ok(new PasswordAnswer(session.MemberId));
    }

    private async Task<(SignedIn? Session, string? Token, ApiAnswer? Problem)> SignInAsync(
        ApiCaller caller,
        string name,
        string password,
        string? address
    )
    {
        var who = new Client(address, AccountView.SitePrefix + caller.Key.Name);
        var end = await signIn.TryAsync(SignInName.Read(name, reader, countries), password, who);
        return end switch
        {
            SignInEnd.Done done => await sessions.FindAsync(SignInFlow.HashOf(done.Token), time.GetUtcNow())
                is { } found
                ? (found, done.Token, null)
                : (null, null, Problem.WrongPassword.Answer()),
            SignInEnd.Wait wait => (null, null, ApiGate.Later(Problem.TooManyTries, wait.For)),
            SignInEnd.Busy => (null, null, ApiGate.Later(Problem.Busy, Moment)),
            SignInEnd.Locked => (null, null, Problem.Locked.Answer(more: ("textPasswordTo", twilio.Numbers[0].Number))),
            _ => (null, null, Problem.WrongPassword.Answer()),
        };
    }

    /// <summary>The customer's, as the site saw it; the site's own would be one address for all.</summary>
    private static string? AddressIn(JsonFields fields)
    {
        if (fields.Text("clientAddress", longest: 60) is not { } text)
            return null;
        if (IPAddress.TryParse(text, out var address))
            return ClientAddress.Of(address);
        fields.Fault("clientAddress", "must be an IP address");
        return null;
    }
}
