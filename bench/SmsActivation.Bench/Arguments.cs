using System.Globalization;

namespace SmsActivation.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public IReadOnlyList<string> Scenarios { get; init; } = [];
    public int Runs { get; init; } = 3;
    public bool Full { get; init; }
    public bool Quick { get; init; }
    public bool Help { get; init; }

    /// <summary>Cards of the large database in growth; null = 1 million, with --full 10 million.</summary>
    public int? Cards { get; init; }

    /// <summary>Texts of the soak; null = 1 million.</summary>
    public int? Texts { get; init; }

    /// <summary>What is wrong with the command line, in a sentence.</summary>
    public string? Fault { get; init; }

    public const string HelpText = """
        dotnet run -c Release --project bench/SmsActivation.Bench [scenario …] [options]

          --runs N     rounds of each scenario, every program once in each (3; start: at least 5; soak: 1)
          --full       all scenarios, the soak too, and growth with 10 million cards
          --cards N    cards of the large database in growth (1,000,000)
          --texts N    texts of the soak (1,000,000)
          --quick      a tenth of everything, in one round: shows that it runs, its figures mean little
          --help       this page

        Prints a table and its goals, and writes bench.json into the current folder. Databases are made in a folder of
        their own under SMSACTIVATION_BENCH_DIR, or the system's folder for temporary files, and removed at the end.
        Exit status: 0 = all was measured (a goal may be missed), 1 = something could not be measured, 2 = usage.

        Scenarios:
        """;

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var read = new Arguments();
        for (var i = 0; i < args.Count && read.Fault is null; i++)
        {
            read = args[i] switch
            {
                "--full" => read with { Full = true },
                "--quick" => read with { Quick = true, Runs = 1 },
                "--help" or "-h" => read with { Help = true },
                "--runs" => WithNumber(n => read with { Runs = n }),
                "--cards" => WithNumber(n => read with { Cards = n }),
                "--texts" => WithNumber(n => read with { Texts = n }),
                ['-', ..] option => read with { Fault = $"There is no option {option}; see --help." },
                var name => read with { Scenarios = [.. read.Scenarios, name] },
            };

            Arguments WithNumber(Func<int, Arguments> with) =>
                ++i < args.Count && int.TryParse(args[i], CultureInfo.InvariantCulture, out var number) && number > 0
                    ? with(number)
                    : read with
                    {
                        Fault = $"{args[i - 1]} takes a number from 1.",
                    };
        }
        return read;
    }
}
