namespace SmsActivation.Worker.Api.Document;

/// <summary>One story in examples: a member, the card, the till that sees it.</summary>
internal static class ApiExamples
{
    private const string ServiceWords = "By texting my card's number I link it to my phone…";
    private static readonly DateTime Linked = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public static readonly VerifyRequest Verify = new("+16465550142", "bcdf-ghjk-mnpq", "203.0.113.7");
    public static readonly VerifyAnswer Verified = new(12, MustChangePassword: true, "8f1c0a5e27d94b63…");

    public static readonly PasswordRequest Password = new(
        "correct horse battery",
        "8f1c0a5e27d94b63…",
        Name: null,
        CurrentPassword: null,
        ClientAddress: null
    );

    public static readonly PasswordAnswer PasswordSet = new(12);

    public static readonly MemberAnswer Member = new(
        12,
        "active",
        "+16465550142",
        "9xzjhz36",
        "en",
        Linked,
        Linked.AddMinutes(5),
        [new MemberCardAnswer("9900000000001117", "Active", Linked)],
        new Dictionary<string, string> { ["firstName"] = "Ann", ["birthday"] = "1990-12-31" },
        [new MemberConsentAnswer("service", "2", "en", ServiceWords, Linked, RevokedAt: null)]
    );

    public static readonly ConsentTextsAnswer Consents = new([
        new ConsentTextAnswer("service", "2", "en", ServiceWords),
        new ConsentTextAnswer("marketing", "1", "en", "Corner Shop may send me offers and news by text message…"),
    ]);

    public static readonly MemberPatch Patch = new(
        Language: "en",
        new Dictionary<string, string?> { ["firstName"] = "Ann", ["email"] = null },
        new ConsentsPatch(new MarketingPatch("1", "en"))
    );

    public static readonly TillAnswer Till = new(
        "1117",
        "Issued",
        MayCollect: true,
        MaySpend: false,
        "Not activated: collect only. To spend, ask the customer to text this number to +15551234567.",
        "en"
    );

    public static object Event(string type) =>
        new
        {
            type,
            timestamp = Linked,
            data = new
            {
                memberId = 12,
                sequence = 2,
                cardNumber = type.StartsWith("card.", StringComparison.Ordinal) ? "9900000000001117" : null,
                reason = type is "card.blocked" or "card.unlinked" ? "closed" : null,
                changed = type == "member.profile_changed" ? new[] { "firstName" } : null,
            },
        };
}
