using System.Text;

namespace SmsActivation.Journeys.Passwords;

/// <summary>The search itself: it finds what it is meant to find.</summary>
public sealed class SpellingsTests : IDisposable
{
    private const string Password = "bcdf-ghjk-mnp7";
    private readonly string _folder = Directory.CreateTempSubdirectory("journey-spellings-").FullName;

    public static TheoryData<string, byte[]> Written =>
        new()
        {
            { "as sent", Encoding.UTF8.GetBytes($"your password: {Password}\n") },
            { "bare capitals", "x BCDFGHJKMNP7 y"u8.ToArray() },
            { "with spaces", "bcdf ghjk mnp7"u8.ToArray() },
            { "in UTF-16", Encoding.Unicode.GetBytes($"..{Password}..") },
            { "in UTF-16, big end first", Encoding.BigEndianUnicode.GetBytes($"..{Password}..") },
            { "in base64, from 0", Base64(Password + "!") },
            { "in base64, from 1", Base64("a" + Password + "!") },
            { "in base64, from 2", Base64("ab" + Password + "!!") },
            { "in base64, bare, capitals", Base64("{\"p\":\"BCDFGHJKMNP7\"}") },
            { "percent-encoded hyphens", "Body=bcdf%2Dghjk%2Dmnp7"u8.ToArray() },
            { "percent-encoded spaces", "Body=bcdf%20ghjk%20mnp7"u8.ToArray() },
            { "percent-encoded throughout", "%62%63%64%66%2D%67%68%6A%6B%2D%6D%6E%70%37"u8.ToArray() },
        };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_password_is_found_however_it_is_written(string how, byte[] content)
    {
        // Past the end of the first piece, and across it.
        foreach (var before in new[] { 0, 3, (1 << 20) - 5, (2 << 20) + 1 })
        {
            var file = Path.Combine(_folder, $"{before}.bin");
            File.WriteAllBytes(file, [.. new byte[before], .. content]);
            Assert.True(FileScan.Find([file], [.. Spellings.Of(Password)]).Count > 0, $"{how}, {before} bytes in");
        }
    }

    [Fact]
    public void Another_password_is_not_taken_for_it()
    {
        var file = Path.Combine(_folder, "another");
        File.WriteAllText(file, "bcdf-ghjk-mqrt YmNkZi1naGprLW1xcnQ=");
        Assert.Empty(FileScan.Find([file], [.. Spellings.Of(Password)]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Base64(string text) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
}
