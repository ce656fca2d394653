namespace SmsActivation.Tests.Twilio;

/// <summary>A tab-separated table beside the tests; the first line names the columns.</summary>
internal static class TestTable
{
    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Twilio", file)).Skip(1).Select(line => line.Split('\t'));
}
