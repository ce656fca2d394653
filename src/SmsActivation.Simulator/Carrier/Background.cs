using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmsActivation.Simulator.Carrier;

/// <summary>Work that outlives the request that began it and ends with the host.</summary>
internal sealed partial class Background(IHostApplicationLifetime host, ILogger<Background> logger)
{
    public CancellationToken Stopping => host.ApplicationStopping;

    public void Start(Func<CancellationToken, Task> work) => _ = RunAsync(work);

    /// <summary>Never fails; ends when the work has, or with the host.</summary>
    public Task RunAsync(Func<CancellationToken, Task> work) =>
        Task.Run(
            async () =>
            {
                try
                {
                    await work(Stopping);
                }
                catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
                {
                    // The carrier forgets what it had in hand, as everything else it holds.
                }
                catch (Exception bug)
                {
                    LogFailed(bug);
                }
            },
            CancellationToken.None
        );

    [LoggerMessage(LogLevel.Error, "The simulator dropped a message")]
    private partial void LogFailed(Exception bug);
}
