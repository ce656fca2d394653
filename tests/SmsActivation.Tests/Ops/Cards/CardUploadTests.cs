using System.Text;
using Microsoft.AspNetCore.Http;
using SmsActivation.Worker.Ops.Cards;

namespace SmsActivation.Tests.Ops.Cards;

/// <summary>A form with a card file: what is taken of it, and that nothing is left behind of what is not.</summary>
public sealed class CardUploadTests : IDisposable
{
    private const string Token = "a token of this session";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-activation-upload-");

    private string Inside => Path.Combine(_folder.FullName, "imports");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_taken_with_the_fields_before_it()
    {
        var taken = Assert.IsType<CardUpload.Taken>(
            await ReadAsync(
                ("form", Token),
                ("batch", " spring "),
                ("dry-run", "1"),
                ("file:C:\\cards\\spring.csv", "number\n1\n")
            )
        );
        Assert.Equal(("spring.csv", "spring", true, 9), (taken.FileName, taken.Batch, taken.DryRun, taken.Length));
        Assert.Equal("number\n1\n", await File.ReadAllTextAsync(taken.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(taken.Path));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Inside)
            );
        }
    }

    [Fact]
    public async Task Without_a_batch_it_is_of_none_and_not_a_dry_run()
    {
        var taken = Assert.IsType<CardUpload.Taken>(
            await ReadAsync(("form", Token), ("batch", ""), ("file:a.csv", "number"))
        );
        Assert.Equal((null, false), (taken.Batch, taken.DryRun));
    }

    [Fact]
    public async Task The_token_must_be_right_and_stand_before_the_file()
    {
        Assert.IsType<CardUpload.NotOurs>(await ReadAsync(("form", "another"), ("file:a.csv", "number")));
        Assert.IsType<CardUpload.NotOurs>(await ReadAsync(("file:a.csv", "number"), ("form", Token)));
        NothingIsLeft();
    }

    [Fact]
    public async Task A_spreadsheet_is_refused_as_soon_as_it_begins()
    {
        var refused = Assert.IsType<CardUpload.Refused>(
            await ReadAsync(("form", Token), ("file:a.csv", "PK\u0003\u0004" + new string('1', 500)))
        );
        Assert.Contains("Excel", refused.Why, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_whether_its_form_says_so_or_not()
    {
        var large = new string('1', 3000);
        Assert.IsType<CardUpload.TooLarge>(await ReadAsync(("form", Token), ("file:a.csv", large)));
        var request = Request([("form", Token), ("file:a.csv", "number")]);
        request.ContentLength = 1L << 40;
        Assert.IsType<CardUpload.TooLarge>(await ReadAsync(request));
        NothingIsLeft();
    }

    [Theory]
    [InlineData("file:", "", "Choose a file first.")]
    [InlineData("file:a.csv", "", "The file is empty.")]
    [InlineData("other", "", "Choose a file first.")]
    public async Task No_file_is_none(string name, string body, string why)
    {
        Assert.Equal(why, Assert.IsType<CardUpload.Refused>(await ReadAsync(("form", Token), (name, body))).Why);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_form_that_is_cut_off_leaves_nothing()
    {
        var request = Request([("form", Token), ("file:a.csv", new string('1', 1500))]);
        var whole = ((MemoryStream)request.Body).ToArray();
        request.Body = new MemoryStream(whole[..^100]);
        Assert.IsType<CardUpload.Refused>(await ReadAsync(request));
        NothingIsLeft();
    }

    [Fact]
    public async Task A_file_without_lines_is_none_of_cards_and_one_of_many_lines_is()
    {
        const int size = 400_000;
        var refused = await ReadAsync(Request([("form", Token), ("file:a.csv", new string('1', size))]), size);
        Assert.Contains("longer than any row", Assert.IsType<CardUpload.Refused>(refused).Why);
        NothingIsLeft();
        var lines = string.Concat(Enumerable.Repeat(new string('1', 99) + "\n", size / 100));
        Assert.IsType<CardUpload.Taken>(await ReadAsync(Request([("form", Token), ("file:a.csv", lines)]), size));
    }

    [Fact]
    public async Task What_is_no_such_form_is_not_ours()
    {
        var request = Request([("form", Token)]);
        request.ContentType = "application/x-www-form-urlencoded";
        Assert.IsType<CardUpload.NotOurs>(await ReadAsync(request));
    }

    [Fact]
    public async Task Files_that_had_their_time_go_and_those_of_a_dead_host_at_the_next_start()
    {
        var clock = new ManualClock();
        var files = new CardFiles(new CardFilesOptions { Path = Inside }, clock);
        await files.Create().DisposeAsync();
        var rejects = Path.Combine(Inside, "7.rejects.csv");
        await File.WriteAllTextAsync(rejects, "number,line,reason");
        foreach (var path in Directory.EnumerateFiles(Inside))
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        Assert.Equal(0, files.Clean(atStart: false));
        Assert.Equal(1, files.Clean(atStart: true));
        Assert.Equal(rejects, files.RejectsOf(7));
        Assert.Null(files.RejectsOf(8));
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Null(files.RejectsOf(7));
        Assert.Equal(1, files.Clean(atStart: false));
    }

    private void NothingIsLeft() => Assert.Empty(Directory.Exists(Inside) ? Directory.EnumerateFiles(Inside) : []);

    private Task<CardUpload> ReadAsync(params (string Name, string Body)[] parts) => ReadAsync(Request(parts));

    private Task<CardUpload> ReadAsync(HttpRequest request, long largest = 2048)
    {
        var files = new CardFiles(new CardFilesOptions { Path = Inside, LargestFile = largest }, TimeProvider.System);
        return new CardUploadReader(files).ReadAsync(request, token => token == Token, CancellationToken.None);
    }

    private static HttpRequest Request((string Name, string Body)[] parts)
    {
        var text = new StringBuilder();
        foreach (var (name, body) in parts)
        {
            var disposition = name.StartsWith("file:", StringComparison.Ordinal)
                ? $"name=\"file\"; filename=\"{name[5..]}\"\r\nContent-Type: text/csv"
                : $"name=\"{name}\"";
            text.Append("--part\r\nContent-Disposition: form-data; ")
                .Append(disposition)
                .Append("\r\n\r\n")
                .Append(body)
                .Append("\r\n");
        }
        text.Append("--part--\r\n");
        var request = new DefaultHttpContext().Request;
        request.ContentType = "multipart/form-data; boundary=part";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        return request;
    }
}
