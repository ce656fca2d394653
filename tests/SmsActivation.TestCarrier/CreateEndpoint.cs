namespace SmsActivation.TestCarrier;

/// <summary>POST …/Messages.json.</summary>
public static class CreateEndpoint
{
    public const string Path = "/2010-04-01/Accounts/{sid}/Messages.json";

    public static void Map(WebApplication app) =>
        app.MapPost(
            Path,
            async (string sid, HttpContext http, Accounts accounts, Messages messages) =>
            {
                if (accounts.Authorized(sid, http.Request) is not { } account)
                    return Messages.Error(StatusCodes.Status401Unauthorized, 20003, "Authenticate");
                if (http.Request.Query.Count > 0)
                    account.NoteViolations(["a create with a query string"]);
                if (!http.Request.HasFormContentType)
                {
                    account.NoteViolations([$"a create of type {http.Request.ContentType}"]);
                    return Messages.Error(StatusCodes.Status400BadRequest, 20001, "no form");
                }
                return await messages.CreateAsync(account, new CreateForm(await http.Request.ReadFormAsync()), http);
            }
        );
}
