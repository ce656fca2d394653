using System.CommandLine;
using SmsActivation.Worker.Api.Document;

namespace SmsActivation.Worker.Commands;

/// <summary>For the build alone: writes down what the API is.</summary>
internal static class OpenApiVerb
{
    public static Verb Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to." };
        var verb = new Verb("openapi", "Write the OpenAPI document; the build does.") { Hidden = true };
        verb.Add(file);
        verb.SetAction(
            async (parsed, stopping) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, await ApiDocument.MakeAsync(), stopping);
                return ExitStatus.Done;
            }
        );
        return verb;
    }
}
