namespace SmsActivation.Worker.Commands;

/// <summary>The verbs; none means: serve.</summary>
public static class Cli
{
    public static async Task<int> RunAsync(string[] args)
    {
        _ = args;
        return await Setup.Serve.RunAsync(CancellationToken.None);
    }
}
