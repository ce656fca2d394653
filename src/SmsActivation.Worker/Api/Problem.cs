namespace SmsActivation.Worker.Api;

/// <summary>A kind of fault (RFC 9457). Its <see cref="Type"/> is a place on the page that explains it, and stays what it
/// is.</summary>
internal sealed record Problem(string Name, int Status, string Title, string About)
{
    public static readonly Problem NoKey = new(
        "no-key",
        StatusCodes.Status401Unauthorized,
        "No key",
        "There is no Authorization: Bearer KEY, or no such key is in use."
    );

    public static readonly Problem WrongRole = new(
        "wrong-role",
        StatusCodes.Status403Forbidden,
        "Wrong role",
        "The key is of another role than this needs."
    );

    public static readonly Problem SuspendedKey = new(
        "suspended-key",
        StatusCodes.Status403Forbidden,
        "Suspended key",
        "The key asked for too many unknown cards. 'api-keys resume' opens it again."
    );

    public static readonly Problem TooManyRequests = new(
        "too-many-requests",
        StatusCodes.Status429TooManyRequests,
        "Too many requests",
        "The key asks more often than Api:RequestsPerMinute. Retry-After says when to ask again."
    );

    public static readonly Problem NotFound = new(
        "not-found",
        StatusCodes.Status404NotFound,
        "Not found",
        "There is no such card, member or address."
    );

    public static readonly Problem WrongMethod = new(
        "wrong-method",
        StatusCodes.Status405MethodNotAllowed,
        "Wrong method",
        "The address exists and takes another method: Allow names it."
    );

    public static readonly Problem NoCardNumber = new(
        "no-card-number",
        StatusCodes.Status400BadRequest,
        "No card number",
        "What was asked for fits none of the card formats."
    );

    public static readonly Problem WrongContentType = new(
        "wrong-content-type",
        StatusCodes.Status415UnsupportedMediaType,
        "Wrong content type",
        "Send application/json; for a PATCH application/merge-patch+json will do too."
    );

    public static readonly Problem TooLong = new(
        "too-long",
        StatusCodes.Status413PayloadTooLarge,
        "Too long",
        "A request may have 16 KiB."
    );

    public static readonly Problem NoJson = new(
        "no-json",
        StatusCodes.Status400BadRequest,
        "No JSON object",
        "The body is no JSON object, is cut off, or names a field twice."
    );

    public static readonly Problem WrongFields = new(
        "wrong-fields",
        StatusCodes.Status422UnprocessableEntity,
        "Wrong fields",
        "`errors` names each field that is missing, unknown or cannot be taken, and why. Nothing was changed."
    );

    public static readonly Problem WrongPassword = new(
        "wrong-password",
        StatusCodes.Status422UnprocessableEntity,
        "Name and password do not go together",
        "Which of them is wrong is told to nobody; it takes as long whichever it is."
    );

    public static readonly Problem TooManyTries = new(
        "too-many-tries",
        StatusCodes.Status429TooManyRequests,
        "Too many tries",
        "This account, or this customer's address, was tried too often. Retry-After says when to try again."
    );

    public static readonly Problem Locked = new(
        "locked",
        StatusCodes.Status422UnprocessableEntity,
        "Locked",
        "After 20 wrong tries in a row only a password that is texted from now on opens the account: ask the customer to "
            + "text PASSWORD."
    );

    public static readonly Problem WeakPassword = new(
        "weak-password",
        StatusCodes.Status422UnprocessableEntity,
        "This password cannot be taken",
        "`rule` says why: TooShort (under 8), TooLong (over 200), Common, OfTheAccount, LikeTexted. Where `changeToken` is "
            + "given, send it with another password."
    );

    public static readonly Problem NoChangeToken = new(
        "no-change-token",
        StatusCodes.Status422UnprocessableEntity,
        "No change token",
        "The token was used, is too old, or never was one. Verify again."
    );

    public static readonly Problem MarketingBarred = new(
        "marketing-barred",
        StatusCodes.Status422UnprocessableEntity,
        "No marketing consent",
        "`reason` says why: TooYoung, or BirthdayUnknown. Nothing was changed."
    );

    public static readonly Problem ReusedKey = new(
        "reused-idempotency-key",
        StatusCodes.Status422UnprocessableEntity,
        "Reused Idempotency-Key",
        "The same Idempotency-Key came with another request within 24 hours."
    );

    public static readonly Problem UnderWay = new(
        "under-way",
        StatusCodes.Status409Conflict,
        "Under way",
        "A request with this Idempotency-Key is being done. Ask again in a second."
    );

    public static readonly Problem Busy = new(
        "busy",
        StatusCodes.Status503ServiceUnavailable,
        "Busy",
        "Too many sign in at once; nothing was counted. Retry-After says when to ask again."
    );

    /// <summary>In the order in which the page explains them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        NoKey,
        WrongRole,
        SuspendedKey,
        TooManyRequests,
        NotFound,
        WrongMethod,
        WrongContentType,
        TooLong,
        NoJson,
        WrongFields,
        NoCardNumber,
        WrongPassword,
        TooManyTries,
        Locked,
        WeakPassword,
        NoChangeToken,
        MarketingBarred,
        ReusedKey,
        UnderWay,
        Busy,
    ];

    public string Type => $"/docs#{Name}";

    /// <param name="detail">About this very request; what the kind means if null.</param>
    /// <param name="more">Members of this kind.</param>
    public ApiAnswer Answer(string? detail = null, params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?>
        {
            ["type"] = Type,
            ["title"] = Title,
            ["status"] = Status,
            ["detail"] = detail ?? About,
        };
        foreach (var (name, value) in more)
            body[name] = value;
        return new ApiAnswer(Status, body);
    }
}
