using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Rest;

/// <summary>Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
internal static class MessagesEndpoints
{
    private const string Root = "/twilio";

    public static void MapMessages(this RouteGroupBuilder simulator)
    {
        var account = simulator
            .MapGroup(Root + "/" + Words.ApiVersion + "/Accounts/{accountSid}")
            .AddEndpointFilter<RouteGroupBuilder, AccountGate>();
        account.MapPost("/Messages.json", (HttpContext http, CreateFlow flow) => flow.CreateAsync(http));
        account.MapGet(
            "/Messages.json",
            (HttpContext http, MessageLog log, SimulatorSettings settings) =>
                MessageList.Read(http.Request.Query, log.NewestFirst(), settings.Account.AccountSid)
        );
        account.MapGet("/Messages/{sid}.json", Fetch);
        account.MapPost("/Messages/{sid}.json", RedactAsync);
        simulator
            .Map(Root + "/{**rest}", (HttpContext http) => TwilioError.NotFound(PathOf(http)).ToResult())
            .WithOrder(int.MaxValue);
    }

    /// <summary>The path as Twilio would name it, without the prefix that is ours.</summary>
    public static string PathOf(HttpContext http)
    {
        var path = http.Request.Path.ToString();
        var root = path.IndexOf(Root, StringComparison.Ordinal);
        return path[(root + Root.Length)..];
    }

    private static IResult Fetch(string sid, HttpContext http, MessageLog log, SimulatorSettings settings) =>
        log.Find(sid) is { } message
            ? TwilioJson.Result(MessageResource.Of(message, settings.Account.AccountSid))
            : TwilioError.NotFound(PathOf(http)).ToResult();

    private static async Task<IResult> RedactAsync(
        string sid,
        HttpContext http,
        MessageLog log,
        SimulatorSettings settings,
        TimeProvider time
    )
    {
        if (log.Find(sid) is not { } message)
            return TwilioError.NotFound(PathOf(http)).ToResult();
        var form = http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(http.RequestAborted)
            : FormCollection.Empty;
        if (!form.ContainsKey("Body") || form["Body"].ToString().Length > 0)
            return TwilioError.Invalid(20001, "Body may only be made empty").ToResult();
        if (message.Status is MessageStatus.Accepted or MessageStatus.Queued)
            return TwilioError.Invalid(20009, "Cannot update this resource before it is complete").ToResult();

        return log.Change(sid, known => known with { Body = "", UpdatedAt = time.GetUtcNow() }) is { } redacted
            ? TwilioJson.Result(MessageResource.Of(redacted, settings.Account.AccountSid))
            : TwilioError.NotFound(PathOf(http)).ToResult();
    }
}
