using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SmsActivation.Core.Events;

namespace SmsActivation.Worker.Api.Document;

/// <summary>Adds to the generated document what no type says: examples, problems, keys, and the events that go out.</summary>
internal static class ApiTransformers
{
    private const string Bearer = "key";
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    // What need not be asked is left out, as a caller would.
    private static readonly JsonSerializerOptions Asked = new(Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly Problem[] OfEvery =
    [
        Problem.NoKey,
        Problem.WrongRole,
        Problem.SuspendedKey,
        Problem.TooManyRequests,
    ];

    private static readonly Problem[] OfBodies =
    [
        Problem.WrongContentType,
        Problem.TooLong,
        Problem.NoJson,
        Problem.WrongFields,
    ];

    public static Task Document(OpenApiDocument document, OpenApiDocumentTransformerContext _, CancellationToken __)
    {
        document.Info = new OpenApiInfo
        {
            Title = "SmsActivation",
            Version = "1",
            Description =
                "Loyalty cards that customers activate by text: for tills, and for shops whose own site has the account "
                + "pages. Make a key with 'api-keys create'. Faults are problem details (RFC 9457); their type is a place on "
                + "the page /docs.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of role pos for tills, of role site for the shop's own site.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
        ];
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        SayWhatMayBeNull(document.Components.Schemas, document);
        document.Webhooks = Enum.GetValues<EventType>()
            .ToDictionary(type => type.Word(), type => (IOpenApiPathItem)Webhook(type.Word()));
        return Task.CompletedTask;
    }

    /// <summary>What no C# type says of a merge patch: an answer within may be null, the consents as a whole may not.</summary>
    private static void SayWhatMayBeNull(IDictionary<string, IOpenApiSchema> schemas, OpenApiDocument document)
    {
        var patch = schemas[nameof(MemberPatch)].Properties!;
        ((OpenApiSchema)patch["profile"]).AdditionalProperties = new OpenApiSchema
        {
            Type = JsonSchemaType.String | JsonSchemaType.Null,
        };
        patch["consents"] = new OpenApiSchemaReference(nameof(ConsentsPatch), document);
    }

    public static Task Operation(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken _
    )
    {
        if (context.Document!.Components?.Schemas?.ContainsKey(nameof(Problem)) is not true)
            context.Document.AddComponent(nameof(Problem), ProblemSchema());
        var about = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Single();
        if (about.Request is { } request)
            foreach (var (_, media) in operation.RequestBody!.Content!)
                media.Example = Node(request, Asked);
        operation.Responses!["200"].Content![Json].Example = Node(about.Answer);
        Problem[] problems = [.. OfEvery, .. about.Request is null ? [] : OfBodies, .. about.Problems];
        foreach (var status in problems.GroupBy(problem => problem.Status).OrderBy(group => group.Key))
            operation.Responses[$"{status.Key}"] = Response([.. status], context.Document!);
        operation.Parameters ??= [];
        foreach (var (name, meaning) in about.Query)
            operation.Parameters.Add(Parameter(name, meaning, ParameterLocation.Query));
        if (about.IsIdempotent)
            operation.Parameters.Add(
                Parameter(
                    IdempotentPosts.Header,
                    "Sent again with the same one within 24 hours, the request is not done again and gets the same answer.",
                    ParameterLocation.Header
                )
            );
        return Task.CompletedTask;
    }

    private static OpenApiParameter Parameter(string name, string about, ParameterLocation where) =>
        new()
        {
            Name = name,
            In = where,
            Description = about,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static OpenApiResponse Response(IReadOnlyList<Problem> problems, OpenApiDocument document) =>
        new()
        {
            Description = string.Join("; ", problems.Select(problem => problem.Title)),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemJson] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Examples = problems.ToDictionary(
                        problem => problem.Name,
                        problem =>
                            (IOpenApiExample)
                                new OpenApiExample
                                {
                                    Summary = problem.About,
                                    Value = JsonNode.Parse(problem.Answer().Body),
                                }
                    ),
                },
            },
        };

    private static OpenApiSchema ProblemSchema() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "title", "status", "detail" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };

    private static OpenApiPathItem Webhook(string type) =>
        new()
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Post] = new()
                {
                    Summary = type,
                    Description = "Signed as Standard Webhooks says; answer 2xx within 15 seconds.",
                    OperationId = type,
                    Security = [],
                    Parameters =
                    [
                        Parameter("webhook-id", "The same at every try.", ParameterLocation.Header),
                        Parameter("webhook-timestamp", "Unix seconds of this try.", ParameterLocation.Header),
                        Parameter(
                            "webhook-signature",
                            "v1, and base64 of HMAC-SHA256 over id.timestamp.body; several by spaces.",
                            ParameterLocation.Header
                        ),
                    ],
                    RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            [Json] = new OpenApiMediaType
                            {
                                Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
                                Example = Node(ApiExamples.Event(type)),
                            },
                        },
                    },
                    Responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = "Taken." } },
                },
            },
        };

    private static JsonNode? Node(object value, JsonSerializerOptions? options = null) =>
        JsonSerializer.SerializeToNode(value, value.GetType(), options ?? Web);
}
