namespace SmsActivation.Tests.Storage.Lint;

/// <summary>One text that the product sends to SQL Server, and the method that does.</summary>
/// <param name="Line">Of the text in its approved file; 0 where it comes from elsewhere.</param>
internal sealed record Statement(string Store, string Method, string Text, int Line = 0)
{
    /// <summary>Without what an editor would take away.</summary>
    public static string Tidy(string sql) =>
        string.Join('\n', sql.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim();
}
