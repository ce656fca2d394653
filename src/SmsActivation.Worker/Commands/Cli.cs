namespace SmsActivation.Worker.Commands;

/// <summary>The verbs; none means: serve.</summary>
public static class Cli
{
    public static async Task<int> RunAsync(string[] args)
    {
        await Task.CompletedTask;
        return args.Length;
    }
}
