using System.Net;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>From <c>staff add</c> on the command line to the pages of /ops, and out again.</summary>
public sealed class StaffJourney : IAsyncLifetime
{
    private Installation _host = null!;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        _host.Settings["Staff__Key"] = "a key of the journeys";
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Somebody_is_added_sets_up_their_app_and_password_and_signs_in_with_a_recovery_code()
    {
        var first = await StaffSteps.AddAsync(_host, "anna", "admin");
        await _host.StartAsync();
        using var browser = new Browser(_host.Url);
        await browser.OpenAsync("/ops/people");
        Assert.StartsWith("/ops/sign-in?to=", browser.At);
        Assert.DoesNotContain("Just looking", browser.Page); // the simulator's alone
        await browser.PostAsync("/ops/sign-in", ("name", "anna"), ("password", "wrong"), ("to", "/ops/people"));
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        await browser.PostAsync("/ops/sign-in", ("name", "Anna"), ("password", first), ("to", "/ops/people"));
        Assert.Equal("/ops/set-up", browser.At); // nothing opens before the second step
        var codes = await StaffSteps.SignInFirstAsync(browser, "anna", first);
        Assert.Equal(10, codes.Count);
        await browser.OpenAsync("/ops/people");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("added somebody", browser.Page);

        using var other = new Browser(_host.Url);
        await other.OpenAsync("/ops/me?a=1");
        var asked = ("to", "/ops/me?a=1");
        await other.PostAsync("/ops/sign-in", ("name", "anna"), ("password", StaffSteps.Own), asked);
        Assert.Equal("/ops/code?to=%2Fops%2Fme%3Fa%3D1", other.At);
        Assert.Contains("name=\"to\" value=\"/ops/me?a=1\"", other.Page);
        await other.PostAsync("/ops/code", ("code", codes[0]), asked);
        Assert.Equal("/ops/me?a=1", other.At);
        Assert.Equal(HttpStatusCode.OK, other.Status);
        await other.PostAsync("/ops/me/sign-out-others");
        await browser.OpenAsync("/ops/people");
        Assert.StartsWith("/ops/sign-in", browser.At);
    }

    [Fact]
    public async Task A_role_opens_its_own_pages_and_a_form_of_another_site_changes_nothing()
    {
        await _host.StartAsync();
        using var admin = await StaffSteps.SignedInAsync(_host, "anna", "admin");
        using var shop = await StaffSteps.SignedInAsync(_host, "kim", "shop");
        await shop.OpenAsync("/ops/people");
        Assert.Equal(HttpStatusCode.Forbidden, shop.Status);
        await admin.OpenAsync("/ops/people");
        await admin.PostFromAsync("https://evil.example", "/ops/people/disable", ("name", "kim"));
        Assert.Equal(HttpStatusCode.Forbidden, admin.Status);
        await admin.PostFromAsync(_host.Url, "/ops/people/disable", ("name", "kim"), ("form", "0"));
        Assert.Equal(HttpStatusCode.BadRequest, admin.Status);
        await shop.OpenAsync("/ops/me");
        Assert.Equal(HttpStatusCode.OK, shop.Status);
        await admin.OpenAsync("/ops/people");
        await admin.PostAsync("/ops/people/disable", ("name", "kim"));
        Assert.Contains("shut out", admin.Page);
        await shop.OpenAsync("/ops/me");
        Assert.StartsWith("/ops/sign-in", shop.At);
        // Nobody shuts themselves out.
        await admin.PostAsync("/ops/people/disable", ("name", "anna"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
    }

    [Fact]
    public async Task Without_the_key_nobody_is_added_and_no_host_starts_that_has_people()
    {
        _host.Settings.Remove("Staff__Key");
        (await _host.RunAsync("db", "migrate")).MustSucceed();
        var refused = await _host.RunAsync("staff", "add", "anna", "--role", "viewer");
        Assert.Equal(1, refused.Code);
        Assert.Contains("Staff:Key", refused.Errors);
        await StaffSteps.AddAsync(_host, "anna", "viewer");
        Assert.Equal(1, (await _host.RunAsync("staff", "add", "anna", "--role", "viewer")).Code);
        Assert.Equal(2, (await _host.RunAsync("staff", "add", "an na", "--role", "viewer")).Code);
        var listed = await _host.RunAsync("staff", "list", "--json");
        Assert.Contains("\"name\":\"anna\",\"role\":\"viewer\"", listed.Output);
        _host.Settings.Remove("Staff__Key");
        var host = _host.Launch();
        await Eventually.TrueAsync("it refuses to start", () => Task.FromResult(host.HasExited));
        Assert.Contains("Staff:Key", host.Everything);
    }
}
