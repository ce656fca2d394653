namespace SmsActivation.Bench;

/// <summary>Stands in until the peer itself is merged.</summary>
internal sealed class Peer : IAsyncDisposable
{
    public static string? Missing() => "the peer is not part of this checkout";

    public static Task<Peer> StartAsync(int port, string token, CancellationToken cancel = default) =>
        throw new InvalidOperationException(Missing());

    public double CpuSeconds { get; }
    public double RssMiB { get; }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
