namespace SmsActivation.Bench.Scenarios;

/// <summary>One question to the product, with the programs that it is compared to and the goals it is held to.</summary>
internal interface IScenario : IAsyncDisposable
{
    string Id { get; }

    /// <summary>In one line, for the help.</summary>
    string What { get; }

    IReadOnlyList<Goal> Goals { get; }

    /// <summary>Every program once, in turn.</summary>
    Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench);

    int Rounds(Arguments arguments) => arguments.Runs;

    bool OnlyInFull => false;

    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}
