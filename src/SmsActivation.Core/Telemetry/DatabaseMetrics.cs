using System.Diagnostics;
using System.Diagnostics.Metrics;
using static SmsActivation.Core.Telemetry.ProductMeter;

namespace SmsActivation.Core.Telemetry;

/// <summary>What writes take.</summary>
internal static class DatabaseMetrics
{
    public const string Sqlite = "sqlite";
    public const string SqlServer = "microsoft.sql_server";

    private static readonly double[] Waits =
    [
        0.0005,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
    ];
    private static readonly double[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    private static readonly Histogram<double> Writes = Histogram(
        "sms_activation.database.write.duration",
        "s",
        "One transaction that was committed: on SQLite a group of operations, on SQL Server one.",
        Waits
    );

    private static readonly Histogram<double> Groups = Histogram(
        "sms_activation.database.group.size",
        "{operation}",
        "Operations that shared a commit.",
        Sizes
    );

    /// <param name="began">A timestamp of <see cref="Stopwatch"/>.</param>
    public static void Committed(string system, long began, int operations = 1)
    {
        if (!Writes.Enabled)
            return;
        Writes.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, Label("db.system.name", system));
        Groups.Record(operations, Label("db.system.name", system));
    }
}
