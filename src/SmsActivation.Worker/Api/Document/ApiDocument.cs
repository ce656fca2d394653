using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SmsActivation.Worker.Api.Document;

/// <summary>OpenAPI 3.1, drawn from the routes themselves while the program is built, and served as that file.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";

    /// <summary>Where the build leaves it, beside the program.</summary>
    public static string File => Path.Combine(AppContext.BaseDirectory, "openapi", "v1.json");

    public static async Task<string> MakeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "SmsActivation" }
        );
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IServer, NoServer>();
        builder.Services.AddApi();
        // A number that may also be a text would be told of as either.
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict
        );
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer(ApiTransformers.Document);
                options.AddOperationTransformer(ApiTransformers.Operation);
            }
        );
        await using var app = builder.Build();
        app.UseRouting();
        app.MapApi();
        await app.StartAsync();
        var made = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await made.GetOpenApiDocumentAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
    }

    /// <summary>Nobody is to be served by a host that is only asked for its routes.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }
    }
}
