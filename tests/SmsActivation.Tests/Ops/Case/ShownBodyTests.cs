using SmsActivation.Core.Cases;
using SmsActivation.Worker.Ops.Case;

namespace SmsActivation.Tests.Ops.Case;

public sealed class ShownBodyTests
{
    [Theory]
    [InlineData("9900000000001117", "••••••••••••1117")]
    [InlineData("9900 0000-0000 1117 please", "•••• ••••-•••• 1117 please")]
    [InlineData("code 4829", "code 4829")]
    [InlineData("from 12:30 to 14:00", "from 12:30 to 14:00")]
    [InlineData("٩٩٠٠ ٠٠٠٠", "•••• ٠٠٠٠")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("\u202Eevil\u202C", "[U+202E]evil[U+202C]")]
    [InlineData("a\u200Bb\u0007\uFEFF", "a[U+200B]b[U+0007][U+FEFF]")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("👨‍👩‍👧", "👨‍👩‍👧")]
    public void Numbers_are_masked_and_unseen_signs_are_named(string body, string shown) =>
        Assert.Equal(shown, ShownBody.Of(new CaseText { Body = body, Outcome = "Activated" }, whole: false));

    [Fact]
    public void Who_asked_for_whole_numbers_sees_them() =>
        Assert.Equal("9900000000001117", ShownBody.Of(new CaseText { Body = "9900000000001117" }, whole: true));

    [Theory]
    [InlineData("UnknownCard")]
    [InlineData("InvalidCardNumber")]
    public void What_is_no_card_of_ours_is_shown_to_be_compared(string outcome) =>
        Assert.Equal(
            "9900000000001171",
            ShownBody.Of(new CaseText { Body = "9900000000001171", Outcome = outcome }, whole: false)
        );
}
