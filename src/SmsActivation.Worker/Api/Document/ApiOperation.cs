namespace SmsActivation.Worker.Api.Document;

/// <summary>What the document says of an endpoint beside its types.</summary>
internal sealed record ApiOperation
{
    /// <summary>Of what it takes; null when it takes nothing.</summary>
    public object? Request { get; init; }
    public required object Answer { get; init; }

    /// <summary>Beside those that any request may meet.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Whether an Idempotency-Key is heeded.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>What a query may add: name and meaning.</summary>
    public IReadOnlyList<(string Name, string About)> Query { get; init; } = [];
}

internal static class ApiOperations
{
    public static RouteHandlerBuilder Documented<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        string about,
        ApiOperation operation
    ) => route.WithName(name).WithSummary(summary).WithDescription(about).Produces<TAnswer>().WithMetadata(operation);
}
