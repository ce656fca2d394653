namespace SmsActivation.Worker.Setup;

/// <summary>The files a host reads: shipped beside it, where one of the same name in the working folder wins.</summary>
public static class HostFiles
{
    public static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>>? overrides = null)
    {
        var builder = new ConfigurationBuilder();
        if (Find("appsettings.json", File.Exists) is { } settings)
            builder.AddJsonFile(settings, optional: false, reloadOnChange: false);
        builder.AddEnvironmentVariables();
        if (overrides is not null)
            builder.AddInMemoryCollection(overrides);
        return builder.Build();
    }

    /// <summary>In order of preference; a file in an earlier folder wins over its namesake in a later one.</summary>
    public static IReadOnlyList<string> ReplyFolders =>
        [Path.GetFullPath("replies"), Path.Combine(AppContext.BaseDirectory, "replies")];

    /// <param name="engine">The folder's name.</param>
    public static string Scripts(string engine) =>
        Find(Path.Combine("sql", engine), Directory.Exists)
        ?? throw new DirectoryNotFoundException($"The folder sql/{engine} is missing beside the program.");

    private static string? Find(string name, Predicate<string> exists)
    {
        var here = Path.GetFullPath(name);
        var shipped = Path.Combine(AppContext.BaseDirectory, name);
        if (exists(here))
            return here;
        return exists(shipped) ? shipped : null;
    }
}
