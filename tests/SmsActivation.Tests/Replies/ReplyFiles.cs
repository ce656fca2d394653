using System.Text.Json.Nodes;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

/// <summary>The reply files of this checkout, and copies of them with a fault put in.</summary>
internal static class ReplyFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "replies");

    public static ReplyOptions Options { get; } = new() { Example = "9900 0012 3456 7890" };

    public static ReplyCatalog Catalog { get; } = ReplyCatalog.Load([Folder]);

    public static JsonObject Json(string language) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{language}.json")))!.AsObject();

    /// <summary>English edited, Russian as it stands.</summary>
    public static ReplyCatalog With(Action<JsonObject> edit)
    {
        var english = Json("en");
        edit(english);
        return new ReplyCatalog([
            ReplyFile.Parse("en", english.ToJsonString()),
            ReplyFile.Parse("ru", Json("ru").ToJsonString()),
        ]);
    }

    public static ReplyCatalog WithText(ReplyTemplate template, string text) =>
        With(file => file["texts"]![template.ToString()] = text);
}
