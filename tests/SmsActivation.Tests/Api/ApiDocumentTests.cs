using System.Text.Json;
using SmsActivation.Core.Events;
using SmsActivation.Worker.Api;
using SmsActivation.Worker.Api.Docs;
using SmsActivation.Worker.Api.Document;

namespace SmsActivation.Tests.Api;

public sealed class ApiDocumentTests
{
    private static readonly Lazy<Task<JsonElement>> Made = new(async () =>
        JsonDocument.Parse(await ApiDocument.MakeAsync()).RootElement
    );

    [Fact]
    public async Task It_is_OpenAPI_3_1_with_every_route_and_every_event()
    {
        var document = await Made.Value;
        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString());
        Assert.Equal(
            [
                "get /api/v1/cards/{number}",
                "post /api/v1/account/verify",
                "post /api/v1/account/password",
                "get /api/v1/consents",
                "get /api/v1/members/{id}",
                "patch /api/v1/members/{id}",
            ],
            from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select $"{method.Name} {path.Name}"
        );
        Assert.Equal(
            Enum.GetValues<EventType>().Select(EventTypes.Word),
            document.GetProperty("webhooks").EnumerateObject().Select(webhook => webhook.Name)
        );
    }

    [Fact]
    public async Task Every_operation_shows_by_example_what_it_takes_and_gives()
    {
        var document = await Made.Value;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        foreach (var method in path.Value.EnumerateObject())
        {
            var answer = method.Value.GetProperty("responses").GetProperty("200").GetProperty("content");
            Fits(document, $"{path.Name} gives", answer);
            if (method.Value.TryGetProperty("requestBody", out var body))
                Fits(document, $"{path.Name} takes", body.GetProperty("content"));
        }
    }

    [Fact]
    public async Task A_patch_says_what_may_be_null()
    {
        var patch = (await Made.Value)
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("MemberPatch")
            .GetProperty("properties");
        Assert.Equal(["null", "string"], Types(patch.GetProperty("language")));
        Assert.Equal(["null", "object"], Types(patch.GetProperty("profile")));
        Assert.Equal(["null", "string"], Types(patch.GetProperty("profile").GetProperty("additionalProperties")));
        Assert.True(patch.GetProperty("consents").TryGetProperty("$ref", out _));

        static IEnumerable<string?> Types(JsonElement schema) =>
            schema.GetProperty("type").EnumerateArray().Select(type => type.GetString()).Order();
    }

    [Fact]
    public async Task Every_problem_is_explained_and_every_one_that_is_told_of_is_known()
    {
        var view = DocsView.Read(await Made.Value);
        var known = Problem.All.Select(problem => problem.Name).ToList();
        Assert.Equal(known.Count, known.Distinct().Count());
        var told = view.Operations.SelectMany(operation => operation.Problems).ToHashSet();
        Assert.Equal(["wrong-method"], known.Except(told));
        Assert.Subset(known.ToHashSet(), told);
    }

    /// <summary>An example has every field that is required, and none that is not there.</summary>
    private static void Fits(JsonElement document, string what, JsonElement content)
    {
        foreach (var media in content.EnumerateObject())
        {
            var schema = Resolve(document, media.Value.GetProperty("schema"));
            var example = media.Value.GetProperty("example").EnumerateObject().Select(field => field.Name).ToHashSet();
            var fields = schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).ToHashSet();
            Assert.True(example.IsSubsetOf(fields), $"{what}: {string.Join(", ", example.Except(fields))}");
            if (!schema.TryGetProperty("required", out var required))
                continue;
            var missing = required.EnumerateArray().Select(name => name.GetString()!).Except(example);
            Assert.True(!missing.Any(), $"{what}: without {string.Join(", ", missing)}");
        }
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? document
                .GetProperty("components")
                .GetProperty("schemas")
                .GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
}
