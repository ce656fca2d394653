using System.Text.Json;
using Microsoft.Extensions.Configuration;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Setup;

public sealed class LogsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_full_file_is_followed_by_another_and_no_line_is_lost()
    {
        const int Lines = 50;
        Write(Lines, largestFile: 4096, word: "plain");
        Assert.True(_folder.GetFiles().Length > 1);
        Assert.Equal(Lines, Read().Count);
    }

    [Theory]
    [InlineData("a line's end\r\n{\"Level\":\"Error\"}")]
    [InlineData("\0\u001b[2J\"\\")]
    [InlineData("\u2028\u0085\u202E\uFFFE")]
    public void Whatever_a_word_holds_its_line_is_one_object(string word)
    {
        Write(1, largestFile: 1 << 20, word);
        Assert.Equal(word, WordOf(Read().Single()));
    }

    // No data of a theory: the runner cannot carry it.
    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Write(1, largestFile: 1 << 20, word: "\ud83d");
        Assert.Equal("\ufffd", WordOf(Read().Single()));
    }

    private static string? WordOf(JsonElement line) => line.GetProperty("Properties").GetProperty("Word").GetString();

    private void Write(int lines, long largestFile, string word)
    {
        var settings = new Dictionary<string, string?> { ["Logs:File"] = Path.Combine(_folder.FullName, "log-.jsonl") };
        using var logger = Logs.Create(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), largestFile);
        for (var i = 0; i < lines; i++)
            logger.Information("A webhook said {Word}", word);
    }

    private List<JsonElement> Read() =>
        [
            .. _folder
                .GetFiles()
                .SelectMany(file => File.ReadAllText(file.FullName).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
}
