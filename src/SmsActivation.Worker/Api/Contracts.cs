using System.ComponentModel;
using SmsActivation.Core.Members;

namespace SmsActivation.Worker.Api;

internal sealed record VerifyRequest(
    [property: Description("Phone in any spelling, user name, or card number.")] string Name,
    [property: Description("The texted password, in any case, with or without hyphens; or the member's own.")]
        string Password,
    [property: Description("The customer's IP address as your site sees it. It counts towards the limit of tries.")]
        string? ClientAddress = null
);

internal sealed record VerifyAnswer(
    long MemberId,
    [property: Description("It was a texted password, which is used up now: have a new one chosen.")]
        bool MustChangePassword,
    [property: Description("With it POST /api/v1/account/password sets the new one, once, within half an hour.")]
        string? ChangeToken
);

internal sealed record PasswordRequest(
    [property: Description("At least 8 characters, any; no common password.")] string NewPassword,
    [property: Description("From verify. Else send name and currentPassword.")] string? ChangeToken = null,
    string? Name = null,
    string? CurrentPassword = null,
    string? ClientAddress = null
);

internal sealed record PasswordAnswer(long MemberId);

internal sealed record MemberAnswer(
    long Id,
    [property: Description("active, or closed by the member.")] string State,
    [property: Description("E.164; null once the account is closed and the phone has another member.")] string? Phone,
    string Username,
    string? Language,
    DateTime CreatedAt,
    DateTime? LastSignInAt,
    IReadOnlyList<MemberCardAnswer> Cards,
    [property: Description("Answers by the names of Account:Questions.")] IReadOnlyDictionary<string, string> Profile,
    IReadOnlyList<MemberConsentAnswer> Consents
)
{
    public static MemberAnswer Of(MemberView view) =>
        new(
            view.Member.Id,
            view.Member.ClosedAt is null ? "active" : "closed",
            view.Member.Phone.StartsWith(MemberStore.Retired, StringComparison.Ordinal) ? null : view.Member.Phone,
            view.Member.Username,
            view.Member.Language,
            view.Member.CreatedAt.UtcDateTime,
            view.Member.LastSignInAt?.UtcDateTime,
            [.. view.Cards.Select(card => new MemberCardAnswer(card.Number, card.State, card.LinkedAt.UtcDateTime))],
            view.Profile,
            [
                .. view.Consents.Select(consent => new MemberConsentAnswer(
                    consent.Kind,
                    consent.Version,
                    consent.Language,
                    consent.Text,
                    consent.GivenAt.UtcDateTime,
                    consent.RevokedAt?.UtcDateTime
                )),
            ]
        );
}

internal sealed record MemberCardAnswer(string Number, string State, DateTime LinkedAt);

internal sealed record MemberConsentAnswer(
    [property: Description("service or marketing.")] string Kind,
    string Version,
    [property: Description("In which it was asked for; null in old ones.")] string? Language,
    [property: Description("What was agreed to, word for word; null where that was not kept.")] string? Text,
    DateTime GivenAt,
    DateTime? RevokedAt
);

internal sealed record ConsentTextsAnswer(
    [property: Description("Each kind in each language that there are words in.")]
        IReadOnlyList<ConsentTextAnswer> Consents
);

internal sealed record ConsentTextAnswer(
    [property: Description("service or marketing.")] string Kind,
    [property: Description("Send it back with the customer's yes.")] string Version,
    string Language,
    [property: Description("Show it word for word.")] string Text
);

internal sealed record MemberPatch(
    [property: Description("One that there are replies in; null takes it back.")] string? Language = null,
    [property: Description("Answers to set; null takes one back, or all of them.")]
        IReadOnlyDictionary<string, string?>? Profile = null,
    ConsentsPatch? Consents = null
);

internal sealed record ConsentsPatch(
    [property: Description("Null withdraws; an object agrees.")] MarketingPatch? Marketing = null
);

internal sealed record MarketingPatch(
    [property: Description("Of the words that were shown: today's Account:MarketingVersion.")] string Version,
    [property: Description("Of the words that were shown, which must be one of GET /api/v1/consents; en if left out.")]
        string? Language = null
);
