namespace SmsActivation.Worker.Setup;

/// <summary>The host.</summary>
public static class Serve
{
    public static Task<int> RunAsync(CancellationToken stopping) =>
        Task.FromResult(stopping.IsCancellationRequested ? 1 : 0);
}
