using System.Text.RegularExpressions;
using OtpNet;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>The steps into /ops, as a person takes them.</summary>
internal static partial class StaffSteps
{
    public const string Own = "correct horse battery";

    /// <summary>Adds somebody at the command line; the first password.</summary>
    public static async Task<string> AddAsync(Installation host, string name, string role)
    {
        host.Settings.TryAdd("Staff__Key", "a key of the journeys");
        (await host.RunAsync("db", "migrate")).MustSucceed();
        var added = await host.RunAsync("staff", "add", name, "--role", role);
        added.MustSucceed();
        return added.Output.Trim();
    }

    /// <summary>With the first password, up to the first page; the recovery codes that were shown.</summary>
    public static async Task<IReadOnlyList<string>> SignInFirstAsync(Browser browser, string name, string first)
    {
        await browser.OpenAsync("/ops/sign-in");
        await browser.PostAsync("/ops/sign-in", ("name", name), ("password", first));
        Assert.Equal("/ops/set-up", browser.At);
        var key = Base32Encoding.ToBytes(Key().Match(browser.Page).Groups[1].Value.Replace(" ", ""));
        await browser.PostAsync("/ops/set-up", ("code", new Totp(key).ComputeTotp()));
        var codes = Code().Matches(browser.Page).Select(code => code.Groups[1].Value).ToList();
        await browser.OpenAsync("/ops/password");
        await browser.PostAsync("/ops/password", ("password", Own), ("again", Own));
        return codes;
    }

    /// <summary>Added and signed in; the host must be running.</summary>
    public static async Task<Browser> SignedInAsync(Installation host, string name, string role)
    {
        var first = await AddAsync(host, name, role);
        var browser = new Browser(host.Url);
        await SignInFirstAsync(browser, name, first);
        return browser;
    }

    [GeneratedRegex("class=\"key\">([A-Z2-7 ]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("<code>([a-z0-9-]{14})</code>")]
    private static partial Regex Code();
}
