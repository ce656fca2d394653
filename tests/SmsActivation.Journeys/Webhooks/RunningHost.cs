using System.Net;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Webhooks;

/// <summary>A host for requests that mostly must not get in.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    public const string PreviousToken = "0123456789abcdef0123456789abcdef";

    public static InboundSms Text => new(PhoneNumbers.Draw("US"), "hello");

    public Installation Installation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Installation = await Installation.CreateAsync(
            new Dictionary<string, string?> { ["Twilio__PreviousAuthToken"] = PreviousToken }
        );
        await Installation.StartAsync();
    }

    public async Task DisposeAsync() => await Installation.DisposeAsync();

    public string Token => Installation.Carrier.Account.Token;
    public string Account => Installation.Carrier.Account.Sid;

    /// <summary>Where a webhook is posted, and the URL that is signed.</summary>
    public (string Url, string Signed) Hook(string hook) =>
        ($"{Installation.Url}/twilio/{hook}", $"{Installation.PublicUrl}/twilio/{hook}");

    /// <summary>The status that a request is answered with.</summary>
    public async Task<HttpStatusCode> Code(HttpRequestMessage request)
    {
        using (request)
        using (var answer = await Installation.SendAsync(request))
            return answer.StatusCode;
    }
}

[CollectionDefinition(nameof(RunningHost))]
public sealed class RunningHostTests : ICollectionFixture<RunningHost>;
