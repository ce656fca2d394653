namespace SmsActivation.Bench.Programs;

/// <summary>The runner, as its children see it: their standard input ends with it.</summary>
internal static class Parent
{
    /// <summary>Ends this process with the runner, however that ends.</summary>
    public static void EndWithIt() => OnEnd(() => Environment.Exit(0));

    /// <summary>Calls once the input ends.</summary>
    public static void OnEnd(Action ended)
    {
        var reader = new Thread(() =>
        {
            Console.In.ReadToEnd();
            ended();
        })
        {
            IsBackground = true,
        };
        reader.Start();
    }
}
