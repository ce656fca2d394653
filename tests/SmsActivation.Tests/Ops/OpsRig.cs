using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Ops;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Web;

namespace SmsActivation.Tests.Ops;

/// <summary>Some pages of /ops behind their real door, on a port of their own, and a browser that is signed in as whom one
/// likes.</summary>
internal sealed class OpsRig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StaffSignInStore _store;
    private readonly StaffSessions _sessions;
    private readonly Spine _spine;
    private readonly HttpClient _client;

    private OpsRig(WebApplication app, StaffSignInStore store, StaffSessions sessions, Spine spine)
    {
        (_app, _store, _sessions, _spine) = (app, store, sessions, spine);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

    /// <param name="pages">Maps the pages under test.</param>
    public static async Task<OpsRig> StartAsync(Spine spine, Action<OpsGate, RouteGroupBuilder> pages)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging();
        var app = builder.Build();
        var options = new StaffOptions();
        var sessions = new StaffSessions(spine.Temporary.Database, options);
        var gate = new OpsGate(
            sessions,
            options,
            new TwilioOptions { PublicBaseUrl = "http://localhost" },
            new ReplyOptions { Example = "9900" },
            new PageRenderer(app.Services, app.Services.GetRequiredService<ILoggerFactory>()),
            Carrier.Simulator,
            spine.Clock
        );
        app.UseRouting();
        pages(gate, app.MapGroup(OpsGate.Home));
        await app.StartAsync();
        var store = new StaffSignInStore(spine.Temporary.Database, new SignInTries(new AccountOptions()), options);
        return new OpsRig(app, store, sessions, spine);
    }

    public Task<OpsAnswer> GetAsync(string path, StaffRole? role, bool partly = false) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), role, partly);

    /// <summary>A form of one of our own pages.</summary>
    /// <param name="withToken">Whether it holds what only that page knows.</param>
    public async Task<OpsAnswer> PostAsync(
        string path,
        StaffRole role,
        Dictionary<string, string> fields,
        bool withToken = true
    )
    {
        if (withToken)
            fields["form"] = FormTokens.Of("ops", TokenOf(role));
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await SendAsync(request, role, partly: false);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<OpsAnswer> SendAsync(HttpRequestMessage request, StaffRole? role, bool partly)
    {
        using var sent = request;
        if (role is { } who)
            request.Headers.Add("Cookie", $"ops={await SignedInAsync(who)}");
        if (partly)
            request.Headers.Add("HX-Request", "true");
        using var response = await _client.SendAsync(request);
        return new OpsAnswer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Location?.OriginalString
                ?? Said(response, "HX-Replace-Url")
                ?? Said(response, "HX-Redirect"),
            response.Content.Headers.ContentDisposition?.FileName
        );
    }

    private static string? Said(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.Single() : null;

    private async Task<string> SignedInAsync(StaffRole role)
    {
        var token = TokenOf(role);
        var hash = SignInFlow.HashOf(token);
        if (await _sessions.FindAsync(hash, _spine.Clock.GetUtcNow()) is null)
            await _store.SignInDemoAsync(role, hash, agent: null, _spine.Clock.GetUtcNow());
        return token;
    }

    private static string TokenOf(StaffRole role) => $"token-of-{role}";
}

/// <param name="Address">Where the browser is sent, or what it is to show as the address.</param>
/// <param name="File">The name that it is saved under.</param>
internal sealed record OpsAnswer(HttpStatusCode Status, string Body, string? Address, string? File);
