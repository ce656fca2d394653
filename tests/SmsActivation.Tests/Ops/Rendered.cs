using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops;

namespace SmsActivation.Tests.Ops;

/// <summary>A part of a page as the browser gets it.</summary>
internal static class Rendered
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 15, 0, 0, TimeSpan.Zero);

    /// <summary>With its signs as people read them, and runs of spaces as one.</summary>
    public static async Task<string> AsAsync<T>(StaffRole role, Dictionary<string, object?> parameters)
        where T : IComponent
    {
        if (typeof(T).GetProperty("View") is not null)
            parameters["View"] = ViewOf(role);
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString()
        );
        return Plain(WebUtility.HtmlDecode(html));
    }

    /// <summary>The same, without its marks: each box of words apart from the next.</summary>
    public static async Task<string> TextAsync<T>(StaffRole role, Dictionary<string, object?> parameters)
        where T : IComponent
    {
        var html = await AsAsync<T>(role, parameters);
        html = Regex.Replace(
            html,
            "</?(?:th|td|tr|span|p|div|li|dt|dd|h[1-6])[^>]*>",
            " ",
            RegexOptions.None,
            Patience
        );
        return Plain(Regex.Replace(html, "<[^>]*>", "", RegexOptions.None, Patience));
    }

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static OpsView ViewOf(StaffRole role) =>
        new()
        {
            Brand = "Demo Club",
            Staff = new StaffSession
            {
                Name = "mia",
                RoleWord = role.ToString(),
                Confirmed = true,
            },
            FormToken = "token",
            Path = "/ops/campaigns",
            IsSimulated = false,
            Now = Now,
        };
}
