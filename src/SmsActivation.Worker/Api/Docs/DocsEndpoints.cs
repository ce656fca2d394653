using System.Text.Json;
using SmsActivation.Worker.Account;
using SmsActivation.Worker.Api.Document;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Api.Docs;

/// <summary>The document of the API, and a page to read it.</summary>
internal sealed class DocsEndpoints(PageRenderer pages)
{
    private readonly Lazy<byte[]> _document = new(() => File.ReadAllBytes(ApiDocument.File));
    private readonly Lazy<byte[]> _style = new(ReadStyle);
    private DocsView? _view;

    public void Map(WebApplication app)
    {
        app.MapGet("/openapi/v1.json", () => Results.Bytes(_document.Value, "application/json"));
        app.MapGet("/docs", (Delegate)PageAsync);
        app.MapGet("/docs/docs.css", () => Results.Bytes(_style.Value, "text/css; charset=utf-8"));
    }

    private Task<IResult> PageAsync(HttpContext http)
    {
        _view ??= Read(_document.Value);
        return pages.PageAsync<DocsPage>(http, new() { [nameof(DocsPage.View)] = _view });
    }

    private static DocsView Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return DocsView.Read(document.RootElement);
    }

    private static byte[] ReadStyle()
    {
        using var stream = typeof(DocsEndpoints).Assembly.GetManifestResourceStream("docs.css")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
