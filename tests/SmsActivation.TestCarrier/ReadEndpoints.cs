using System.Globalization;
using System.Text.Json.Nodes;

namespace SmsActivation.TestCarrier;

/// <summary>Fetch, redact, and the list in pages.</summary>
public static class ReadEndpoints
{
    private const string One = "/2010-04-01/Accounts/{sid}/Messages/{message}.json";
    private const int UsualPage = 50;

    public static void Map(WebApplication app)
    {
        app.MapGet(CreateEndpoint.Path, List);
        app.MapGet(One, Fetch);
        app.MapPost(One, RedactAsync);
    }

    private static IResult Fetch(string sid, string message, HttpRequest request, Accounts accounts) =>
        Find(sid, message, request, accounts) is { } found ? Results.Json(found.ToJson()) : NotFound();

    private static async Task<IResult> RedactAsync(string sid, string message, HttpRequest request, Accounts accounts)
    {
        if (Find(sid, message, request, accounts) is not { } found)
            return NotFound();
        if (found.Status is "queued" or "sending" or "sent")
            return Messages.Error(StatusCodes.Status400BadRequest, 20009, "not complete");
        var form = await request.ReadFormAsync();
        if (form.Keys.Any(name => name is not ("Body" or "Status")) || form["Body"].ToString().Length > 0)
            accounts.Find(sid)!.NoteViolations(["an update that is no UpdateMessageRequest"]);
        found.Body = "";
        accounts.Find(sid)!.NoteRedaction(message);
        return Results.Json(found.ToJson());
    }

    private static IResult List(string sid, HttpRequest request, Accounts accounts, TimeProvider time)
    {
        if (accounts.Authorized(sid, request) is not { } account)
            return Messages.Error(StatusCodes.Status401Unauthorized, 20003, "Authenticate");
        var query = request.Query;
        var size = int.TryParse(query["PageSize"], out var asked) ? asked : UsualPage;
        size = Math.Min(size, account.MostPerPage);
        var page = int.TryParse(query["Page"], out var number) ? number : 0;
        var now = time.GetUtcNow();
        var matching = account
            .Messages()
            .Reverse()
            .Where(message => message.ListedAt <= now && Matches(message, query))
            .ToList();
        var shown = matching.Skip(page * size).Take(size).ToList();
        var more = matching.Count > (page + 1) * size;
        return Results.Json(
            new JsonObject
            {
                ["page"] = page,
                ["page_size"] = size,
                ["start"] = page * size,
                ["end"] = (page * size) + shown.Count - 1,
                ["uri"] = PageUri(request, page),
                ["first_page_uri"] = PageUri(request, 0),
                ["previous_page_uri"] = page > 0 ? PageUri(request, page - 1) : null,
                ["next_page_uri"] = more ? PageUri(request, page + 1) : null,
                ["messages"] = new JsonArray([.. shown.Select(message => message.ToJson())]),
            }
        );
    }

    private static bool Matches(Message message, IQueryCollection query) =>
        (!query.ContainsKey("To") || query["To"] == message.To)
        && (!query.ContainsKey("From") || query["From"] == message.From)
        && OnDay(message, query, "DateSent", (sent, day) => sent == day)
        && OnDay(message, query, "DateSent<", (sent, day) => sent <= day)
        && OnDay(message, query, "DateSent>", (sent, day) => sent >= day);

    private static bool OnDay(Message message, IQueryCollection query, string name, Func<DateOnly, DateOnly, bool> rule)
    {
        if (!query.ContainsKey(name))
            return true;
        var day = DateOnly.Parse(query[name].ToString()[.."yyyy-MM-dd".Length], CultureInfo.InvariantCulture);
        return message.SentAt is { } sent && rule(DateOnly.FromDateTime(sent.UtcDateTime), day);
    }

    private static string PageUri(HttpRequest request, int page)
    {
        var kept = request
            .Query.Where(field => field.Key is not ("Page" or "PageToken"))
            .Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value.ToString())}");
        return $"{request.Path}?{string.Join('&', [.. kept, $"Page={page}", $"PageToken=PA{page}"])}";
    }

    private static Message? Find(string sid, string message, HttpRequest request, Accounts accounts) =>
        accounts.Authorized(sid, request)?.Messages().FirstOrDefault(one => one.Sid == message);

    private static IResult NotFound() => Messages.Error(StatusCodes.Status404NotFound, 20404, "not found");
}
