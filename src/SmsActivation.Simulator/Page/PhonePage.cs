using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Page;

/// <summary>The page at <c>/simulator</c>, rendered once; messages reach it only over its stream.</summary>
internal sealed partial class PhonePage(SimulatorSettings settings, MessageLog log)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private readonly Lazy<string> html = new(() => Render(settings, log.Run));

    public IResult Show(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return Results.Content(html.Value, "text/html; charset=utf-8");
    }

    private static string Render(SimulatorSettings settings, string run) =>
        // In one pass, so that nothing filled in is taken for a placeholder.
        Placeholder()
            .Replace(
                Assets.Text("phone.html"),
                match =>
                    match.Groups["name"].Value switch
                    {
                        "run" => run,
                        "brand" => Html.Text(settings.Brand),
                        "initial" => Html.Text(Initial(settings.Brand)),
                        "number" => Html.Text(PhoneNumbers.Show(settings.Account.Numbers[0])),
                        "numbers" => PageParts.Numbers(settings.Account.Numbers),
                        "phones" => PageParts.Phones(PhoneNumbers.ToTextFrom),
                        "cards" => PageParts.Cards(settings.DemoCards, settings.Brand),
                        "words" => PageParts.Words(settings.DemoCards),
                        "endings" => PageParts.Endings(MagicNumber.All),
                        var unknown => throw new InvalidOperationException($"phone.html asks for {unknown}"),
                    }
            );

    private static string Initial(string brand) =>
        brand.EnumerateRunes().Select(Rune.ToUpperInvariant).FirstOrDefault(new Rune('S')).ToString();

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
