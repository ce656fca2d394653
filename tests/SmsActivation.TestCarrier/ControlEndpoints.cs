namespace SmsActivation.TestCarrier;

/// <summary>What tests tell the carrier, and ask of it.</summary>
public static class ControlEndpoints
{
    public static void Map(WebApplication app)
    {
        var control = app.MapGroup("/control");
        control.MapPost("/accounts", (AccountRequest request, Accounts accounts) => accounts.Open(request));
        control.MapGet("/{sid}/messages", (string sid, Accounts accounts) => accounts.Find(sid)!.Seen());
        control.MapPost(
            "/{sid}/script",
            (string sid, Fault fault, Accounts accounts) => accounts.Find(sid)!.Script(fault)
        );
        control.MapPost("/{sid}/fate", (string sid, Fate fate, Accounts accounts) => accounts.Find(sid)!.Decide(fate));
        control.MapPost("/{sid}/lag", (string sid, Lag lag, Accounts accounts) => accounts.Find(sid)!.Lag(lag.Seconds));
        control.MapPost(
            "/{sid}/hold",
            (string sid, CustomerText text, Accounts accounts) => accounts.Find(sid)!.Hold(text)
        );
    }
}
