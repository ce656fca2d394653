using SmsActivation.Core.Phones;

namespace SmsActivation.Tests.Phones;

public sealed class PhoneReaderTests
{
    /// <summary>Computed by libphonenumber-js, with its type, validity and country.</summary>
    public static TheoryData<string, string, string?, string?, string?, string?, bool> Vectors()
    {
        var data = new TheoryData<string, string, string?, string?, string?, string?, bool>();
        foreach (var row in PhoneTable.Rows("phones.tsv"))
            data.Add(row[0], row[1], Maybe(row[2]), Maybe(row[3]), Maybe(row[4]), Maybe(row[5]), row[6] == "yes");
        return data;

        static string? Maybe(string cell) => cell.Length == 0 ? null : cell;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_written_phone_is_read_as_libphonenumber_reads_it(
        string note,
        string quoted,
        string? region,
        string? e164,
        string? country,
        string? type,
        bool valid
    )
    {
        var expected = e164 is null
            ? null
            : new PhoneNumber(e164, country, type is null ? null : Enum.Parse<PhoneType>(type), valid);
        var read = PhoneReader.Read(PhoneTable.Unescaped(quoted), region);
        Assert.True(expected == read, $"{note}: {read}");
    }

    [Fact]
    public void The_number_alone_is_read_as_the_whole_phone_is()
    {
        var mobiles = PhoneTable.Rows("example-mobiles.tsv").Select(row => row[1]).ToList();
        Assert.Equal(mobiles, mobiles.Select(PhoneReader.ReadE164));
        var written = PhoneTable.Rows("phones.tsv").Select(row => PhoneTable.Unescaped(row[1])).ToList();
        Assert.Equal(written.Select(text => PhoneReader.Read(text)?.E164), written.Select(PhoneReader.ReadE164));
    }

    [Fact]
    public void All_96_vectors_are_here() => Assert.Equal(96, Vectors().Count);

    [Theory]
    [InlineData("8 (916) 123-45-67", "RU", "+79161234567")]
    [InlineData("7 916 123 45 67", "RU", "+79161234567")]
    [InlineData("8~10 7 916 123 45 67", "RU", "+79161234567")]
    [InlineData("8 701 123 45 67", "RU", "+77011234567")]
    [InlineData("+44 (0) 7400 123456", null, "+447400123456")]
    [InlineData("07400/123 456", "gb", "+447400123456")]
    [InlineData("07624 123456", "GB", "+447624123456")]
    [InlineData("011 15 2345-6789", "AR", "+5491123456789")]
    [InlineData("06 12 34 56 78", "FR", "+33612345678")]
    [InlineData("06\u202f12\u202f34\u202f56\u202f78", "FR", "+33612345678")]
    [InlineData("tel:+1-415-555-2671", null, "+14155552671")]
    [InlineData("tel:4155552671", "US", "+14155552671")]
    [InlineData("WhatsApp: +380501234567", null, "+380501234567")]
    [InlineData("rcs:+380501234567", null, "+380501234567")]
    [InlineData("(+380) 50 123 45 67", null, "+380501234567")]
    [InlineData("\uff0b380501234567", null, "+380501234567")]
    [InlineData("+380 50 123 45 67 доб. 12", null, "+380501234567")]
    [InlineData("+380 50 123 45 67;ext=12", null, "+380501234567")]
    [InlineData("📱 +380 50 123 45 67", null, "+380501234567")]
    public void Everyday_spellings_are_read(string text, string? region, string e164)
    {
        var read = PhoneReader.Read(text, region);
        Assert.Equal(e164, read?.E164);
        Assert.True(read?.IsValid);
    }

    [Theory]
    [InlineData("00380501234567", null, "+380501234567")]
    [InlineData("00380501234567", "US", "+380501234567")]
    [InlineData("0066812345678", "TH", "+66812345678")]
    [InlineData("61712345658", "CX", "+61712345658")]
    public void A_valid_reading_wins_where_the_usual_one_is_not_valid(string text, string? region, string e164) =>
        Assert.Equal(e164, PhoneReader.Read(text, region)?.E164);

    [Theory]
    [InlineData("messenger:4155552671", "US")]
    [InlineData("wireless:DE0123456789", "DE")]
    [InlineData("ACME4155552671", "US")]
    [InlineData("call +14155552671", null)]
    [InlineData("1-800-FLOWERS-1", "US")]
    [InlineData("4155552671", "XX")]
    [InlineData("++14155552671", null)]
    [InlineData("+1 415 555 + 2671", null)]
    [InlineData("+123456789012345678901234567890", null)]
    public void What_is_no_phone_is_not_read(string text, string? region) =>
        Assert.Null(PhoneReader.Read(text, region));

    [Theory]
    [InlineData('1')]
    [InlineData(' ')]
    [InlineData('(')]
    [InlineData('x')]
    [InlineData(',')]
    public void A_very_long_text_is_no_phone(char filler) =>
        Assert.Null(PhoneReader.Read("+1" + new string(filler, 100_000), "US"));
}
