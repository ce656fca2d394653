namespace SmsActivation.Bench;

/// <summary>A folder for data, removed when it is done with.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        var parent = Environment.GetEnvironmentVariable("SMSACTIVATION_BENCH_DIR") ?? "";
        Path = System.IO.Path.Combine(
            parent.Length > 0 ? System.IO.Path.GetFullPath(parent) : System.IO.Path.GetTempPath(),
            "sms-bench-" + System.IO.Path.GetRandomFileName()
        );
        Care.Made(Path);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        Care.Removed(Path);
    }
}
