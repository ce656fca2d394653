using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace SmsActivation.Worker.Setup;

/// <summary>A console for people and a rolling file of JSON lines for machines. No body, password, full phone or full
/// card number reaches either: stores and loops log SIDs and masked phones.</summary>
public static class Logs
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const int FilesKept = 31;
    private const long LargestFile = 1L << 30;

    public static Serilog.Core.Logger Create(IConfiguration configuration) => Create(configuration, LargestFile);

    /// <param name="largestFile">In bytes. A full file is followed by another of the same day: without that a flood of
    /// refused webhooks, which anybody can send, would end the log until midnight.</param>
    internal static Serilog.Core.Logger Create(IConfiguration configuration, long largestFile) =>
        new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // Kestrel and the host say that they start and stop; our own lines say it better.
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .WriteTo.Console(outputTemplate: ConsoleLine, formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.File(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
                Path.GetFullPath(configuration["Logs:File"] ?? "logs/sms-activation-.jsonl"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: largestFile,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: FilesKept
            )
            .CreateLogger();
}
