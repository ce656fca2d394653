using SmsActivation.Core.Reading;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

/// <summary>A body may have 64 KiB, and whoever sends it may choose its signs.</summary>
public sealed class BoundedWorkTests
{
    private const int Longest = 20;

    public static TheoryData<string, string> HostileTexts() =>
        new()
        {
            { "single digits", string.Concat(Enumerable.Repeat("1 ", 32_768)) },
            { "one endless group", new string('9', 65_536) },
            { "look-alikes", string.Concat(Enumerable.Repeat("1l ", 21_845)) },
            { "pluses", string.Concat(Enumerable.Repeat("+1", 32_768)) },
            { "words", string.Concat(Enumerable.Repeat("stop ", 13_107)) },
            { "separators", new string('-', 65_536) },
            { "lone surrogates", new string('\uD83D', 65_536) },
            { "fours of our alphabet", string.Concat(Enumerable.Repeat("w7xk-", 13_107)) },
        };

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_hostile_text_asks_about_phone_numbers_a_bounded_number_of_times(string label, string body)
    {
        var asked = 0;
        var sender = new SenderForms(new HashSet<string> { "0" }, _ => ++asked < 0);

        DialogueFormats.Luhn16.Read(body, sender);
        DialogueFormats.Letters.Read(body, sender);

        Assert.True(asked <= 4 * Longest * GroupScanner.MaxGroups, $"{label}: {asked}");
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_hostile_text_has_a_bounded_number_of_series(string label, string body)
    {
        foreach (var reading in new SignReading[] { SignReadings.Digit, SignReadings.LookAlike, SignReadings.Word })
        {
            var groups = GroupScanner.Scan(body, reading);

            Assert.True(groups.Count <= GroupScanner.MaxGroups, label);
            Assert.True(GroupSeries.In(groups, Link.Run, Longest).Count() <= Longest * groups.Count, label);
        }
    }

    [Fact]
    public void Fours_of_our_alphabet_are_masked_as_one_however_many() =>
        Assert.Equal(("[password]-", true), PasswordShape.Mask(string.Concat(Enumerable.Repeat("w7xk-", 13_107))));

    [Fact]
    public void A_card_number_at_the_end_of_the_longest_real_text_is_found()
    {
        var body = string.Concat(Enumerable.Repeat("1;", 791)) + "9900526018159083";

        Assert.Equal("9900526018159083", DialogueFormats.Luhn16.Read(body).Numbers());
    }
}
