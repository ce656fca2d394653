using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace SmsActivation.Worker.Ops;

/// <summary>The files of <c>wwwroot</c>, carried inside the assembly: styles, our few lines of script, and the packages in
/// <c>lib</c>, each with its licence and its version in the folder's name.</summary>
internal sealed class OpsAssets
{
    private const string Prefix = "wwwroot/";
    private readonly Dictionary<string, Asset> _assets = Read();

    public IResult Serve(HttpContext http, string path)
    {
        if (!_assets.TryGetValue(path, out var asset))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(asset.Bytes, asset.Type, entityTag: asset.Tag);
    }

    private static Dictionary<string, Asset> Read()
    {
        var assembly = typeof(OpsAssets).Assembly;
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
            assets[name[Prefix.Length..].Replace('\\', '/')] = new Asset(bytes, TypeOf(name), tag);
        }
        return assets;
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };

    private sealed record Asset(byte[] Bytes, string Type, EntityTagHeaderValue Tag);
}
