using SmsActivation.Core.Accounts;
using SmsActivation.Core.ApiKeys;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Members;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Replies;

namespace SmsActivation.Worker.Api;

/// <summary>Members, as the shop's own site reads and changes them.</summary>
internal sealed class MemberEndpoints(
    ApiGate gate,
    MemberQuery members,
    MemberEditing editing,
    AccountOptions options,
    ConsentTexts consents,
    ReplyCatalog replies,
    TimeProvider time
)
{
    /// <summary>The words of today, for a site that asks for a consent itself.</summary>
    public Task<IResult> ConsentsAsync(HttpContext http) =>
        gate.OpenAsync(
            http,
            ApiRole.Site,
            _ =>
                Task.FromResult(
                    ApiAnswer.Ok(
                        new ConsentTextsAnswer([
                            .. consents.All.Select(text => new ConsentTextAnswer(
                                text.Kind.Word(),
                                text.Version,
                                text.Language,
                                text.Text
                            )),
                        ])
                    )
                )
        );

    public Task<IResult> FindAsync(HttpContext http, long id) =>
        gate.OpenAsync(http, ApiRole.Site, _ => FoundAsync(id));

    public Task<IResult> EditAsync(HttpContext http, long id) =>
        gate.OpenAsync(
            http,
            ApiRole.Site,
            async caller =>
            {
                var (_, body, refusal) = await JsonBody.ReadAsync(http);
                return refusal ?? await EditAsync(caller, id, new JsonFields(body));
            }
        );

    private async Task<ApiAnswer> FoundAsync(long id) =>
        await members.FindAsync(id) is { } member
            ? ApiAnswer.Ok(MemberAnswer.Of(member))
            : Problem.NotFound.Answer("There is no such member.");

    private async Task<ApiAnswer> EditAsync(ApiCaller caller, long id, JsonFields fields)
    {
        var now = time.GetUtcNow();
        var language = LanguageIn(fields);
        var profile = ProfileIn(fields, now);
        var (marketing, withdraws) = MarketingIn(fields);
        fields.RefuseOthers();
        if (fields.Refusal() is { } refusal)
            return refusal;
        var edit = new MemberEdit
        {
            Language = language,
            ForgetsLanguage = fields.IsNull("language"),
            Profile = profile,
            ForgetsProfile = fields.IsNull("profile"),
            Marketing = marketing,
            WithdrawsMarketing = withdraws,
            Source = $"api:{caller.Key.Name}",
        };
        return await editing.EditAsync(id, edit, now) switch
        {
            null => Problem.NotFound.Answer("There is no such member, or the account is closed."),
            MarketingAnswer.Allowed => await FoundAsync(id),
            var barred => Problem.MarketingBarred.Answer(more: ("reason", barred.ToString())),
        };
    }

    private string? LanguageIn(JsonFields fields)
    {
        var language = fields.Text("language", longest: 10);
        if (language is not null && !replies.Languages.Contains(language))
            fields.Fault("language", NoneOf(language, replies.Languages));
        return language;
    }

    private IReadOnlyDictionary<string, string?> ProfileIn(JsonFields fields, DateTimeOffset now)
    {
        if (fields.Object("profile") is not { } given)
            return new Dictionary<string, string?>();
        var reading = ProfileRules.Read(options.Asked, given.Texts(), DateOnly.FromDateTime(now.UtcDateTime));
        foreach (var (name, fault) in reading.Faults)
            given.Fault(name, Why(fault));
        return reading.Taken;
    }

    /// <summary>Null withdraws; an object agrees to the words of its version.</summary>
    private (ConsentText? Marketing, bool Withdraws) MarketingIn(JsonFields fields)
    {
        if (fields.Object("consents") is not { } given)
        {
            if (fields.IsNull("consents"))
                fields.Fault("consents", "cannot be null: that of the service ends with the account alone");
            return (null, false);
        }
        var withdraws = given.IsNull("marketing");
        var marketing = given.Object("marketing");
        given.RefuseOthers();
        if (marketing is null)
            return (null, withdraws);
        var version = marketing.Text("version", longest: 20, required: true);
        var language = marketing.Text("language", longest: 10) ?? "en";
        marketing.RefuseOthers();
        var words = consents.Find(ConsentKind.Marketing, language);
        // Nobody can have read words that there are none of.
        if (words is null)
            marketing.Fault(
                "language",
                NoneOf(language, consents.All.Select(text => text.Language).Distinct(StringComparer.Ordinal))
            );
        else if (version is not null && version != words.Version)
            marketing.Fault("version", $"is '{version}': must be {words.Version}, the one that is agreed to today");
        return (words, false);
    }

    private static string NoneOf(string value, IEnumerable<string> those) =>
        $"is '{value}': must be one of {string.Join(", ", those)}";

    private static string Why(ProfileFault fault) =>
        fault switch
        {
            ProfileFault.TooLong => "is too long",
            ProfileFault.Unreadable => "holds signs that are no text",
            ProfileFault.NoDay => "must be a day that is past, yyyy-MM-dd",
            ProfileFault.NoEmail => "must be an e-mail address",
            ProfileFault.NoChoice => "must be one of its choices",
            ProfileFault.Kept => "is not the member's to change",
            ProfileFault.Unknown => "is unknown: Account:Questions has no such name",
        };
}
