using System.Net;
using Microsoft.AspNetCore.Http;

namespace SmsActivation.Simulator.Page;

/// <summary>
/// Lets in only callers on this machine who asked for it by a local name: a page elsewhere that rebinds its DNS name to
/// 127.0.0.1, or a tunnel meant for the webhooks alone, must not text as any phone.
/// </summary>
internal sealed class LocalOnly(SimulatorSettings settings) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        settings.AllowRemote || IsLocal(context.HttpContext)
            ? await next(context)
            : Results.Text(
                "The simulator answers only on this machine (Simulator:AllowRemote).\n",
                statusCode: StatusCodes.Status403Forbidden
            );

    private static bool IsLocal(HttpContext http) =>
        // No address at all: a caller inside the process, or on a Unix socket.
        (http.Connection.RemoteIpAddress is not { } caller || IPAddress.IsLoopback(caller))
        && http.Request.Host.Host.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]"
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");
}
