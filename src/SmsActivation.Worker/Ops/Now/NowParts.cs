using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>The parts of the page that change, each as the HTML that the page itself is made of.</summary>
public sealed class NowParts(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>By the name of their place in the page.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RenderAsync(NowView view, NowSight sight)
    {
        var plain = new Dictionary<string, object?> { ["View"] = view };
        var linked = new Dictionary<string, object?> { ["View"] = view, ["MaySeeLog"] = sight.Log };
        var sighted = new Dictionary<string, object?> { ["View"] = view, ["Sight"] = sight };
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["health"] = await HtmlAsync<HealthPart>(sighted),
                ["figures"] = await HtmlAsync<FiguresPart>(linked),
                ["outcomes"] = await HtmlAsync<OutcomesPart>(linked),
                ["queues"] = await HtmlAsync<QueuesPart>(plain),
                ["errors"] = await HtmlAsync<ErrorsPart>(plain),
                ["hosts"] = await HtmlAsync<HostsPart>(plain),
            }
        );

        async Task<string> HtmlAsync<T>(Dictionary<string, object?> parameters)
            where T : IComponent =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString();
    }
}
