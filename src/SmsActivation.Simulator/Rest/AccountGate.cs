using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SmsActivation.Simulator.Rest;

/// <summary>Basic authentication by AccountSid and AuthToken, and no account but ours.</summary>
internal sealed class AccountGate(SimulatorSettings settings) : IEndpointFilter
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes(
        "Basic "
            + Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{settings.Account.AccountSid}:{settings.Account.AuthToken}")
            )
    );

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var given = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, expected))
        {
            http.Response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"Twilio API\"";
            return TwilioError.Authenticate.ToResult();
        }
        return http.Request.RouteValues["accountSid"] is string sid && sid != settings.Account.AccountSid
            ? TwilioError.NotFound(MessagesEndpoints.PathOf(http)).ToResult()
            : await next(context);
    }
}
