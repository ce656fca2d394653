using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmsActivation.Bench;

/// <summary>The results as bench.json: every run's raw figures, and what was made of them.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Json(DateTimeOffset date, string command, IReadOnlyList<Result> results) =>
        JsonSerializer.Serialize(
            new
            {
                Machine = Machine.Here,
                Date = date,
                Command = command,
                Build = BenchRun.IsRelease ? "Release" : "Debug",
                Runs = results.SelectMany(result =>
                    result.Rounds.SelectMany(round =>
                        round.Measured.Select(measured => new
                        {
                            Scenario = result.Scenario.Id,
                            Round = round.Number,
                            Figures = measured,
                        })
                    )
                ),
                Summary = results.SelectMany(result => result.Programs.Select(program => Summary(result, program))),
                Goals = results
                    .SelectMany(result => result.Goals)
                    .Concat(Throughout.Judge(results))
                    .Select(result => new
                    {
                        result.Scenario,
                        Goal = result.Goal.Text,
                        result.Goal.Side,
                        result.Goal.Bound,
                        Figure = result.Spread,
                        result.Met,
                    }),
                Failures = results
                    .Where(result => result.Failure is not null)
                    .Select(result => new { Scenario = result.Scenario.Id, result.Failure }),
            },
            s_options
        );

    private static object Summary(Result result, string program) =>
        new
        {
            Scenario = result.Scenario.Id,
            Program = program,
            PerSecond = result.Of(program, row => row.PerSecond),
            P50 = result.Of(program, row => row.Latency?.P50),
            P99 = result.Of(program, row => row.Latency?.P99),
            P999 = result.Of(program, row => row.Latency?.P999),
            Max = result.Of(program, row => row.Latency?.Max),
            CpuPer1000 = result.Of(program, row => row.CpuPer1000),
            RssMb = result.Of(program, row => row.RssMb),
            LoadCpuPer1000 = result.Of(program, row => row.LoadCpuPer1000),
            CarrierCpuPer1000 = result.Of(program, row => row.CarrierCpuPer1000),
        };
}
