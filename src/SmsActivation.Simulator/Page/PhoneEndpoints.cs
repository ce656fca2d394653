using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Page;

/// <summary>The page, its two files, its stream, and the one thing it can do: send a text.</summary>
internal static class PhoneEndpoints
{
    private const long MaxRequestBytes = 64 * 1024;

    public static void MapPhone(this RouteGroupBuilder simulator)
    {
        simulator.MapGet("", (HttpContext http, PhonePage page) => page.Show(http));
        simulator.MapGet("/assets/{name}", Assets.Serve);
        simulator.MapGet("/phone/events", (HttpContext http, PhoneEvents events) => events.Stream(http));
        simulator
            .MapPost("/phone/send", SendAsync)
            .AddEndpointFilter<RouteHandlerBuilder, SameOrigin>()
            .WithMetadata(new RequestSizeLimitAttribute(MaxRequestBytes));
    }

    private static async Task<IResult> SendAsync(HttpContext http, Handset handset, SimulatorSettings settings)
    {
        if (!http.Request.HasJsonContentType())
            return Refused("Send JSON.", StatusCodes.Status415UnsupportedMediaType);
        PhoneText? text;
        try
        {
            text = await http.Request.ReadFromJsonAsync<PhoneText>(JsonSerializerOptions.Web, http.RequestAborted);
        }
        catch (JsonException)
        {
            return Refused("That is not JSON.");
        }
        if (text is null)
            return Refused("Send a text.");
        if (text.Fault(settings.Account.Numbers) is { } fault)
            return Refused(fault);

        var ours = text.Ours(settings.Account.Numbers);
        var sent = handset.Send(text.Phone, ours, text.Body ?? "", text.Picture);
        return Results.Json(new { sent.Sid }, JsonSerializerOptions.Web, statusCode: StatusCodes.Status202Accepted);
    }

    private static IResult Refused(string error, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error }, JsonSerializerOptions.Web, statusCode: status);
}
