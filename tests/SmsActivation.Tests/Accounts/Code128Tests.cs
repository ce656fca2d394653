using SmsActivation.Worker.Account;

namespace SmsActivation.Tests.Accounts;

public sealed class Code128Tests
{
    /// <summary>Bars and spaces as the npm package bwip-js 4 draws them.</summary>
    [Theory]
    [InlineData("9900001234567899", "2112321131412122222122221122321311233311212411121131411123132331112")]
    [InlineData("9900000000000012", "2112321131412122222122222122222122222122222122221122321311412331112")]
    [InlineData("4006381333931", "2112322311131222131323111221321113231113411141311232213221122331112")]
    [InlineData("LC1234567", "2112141321311313211232211131413121311131231411224131112331112")]
    [InlineData("12345", "2112321122321311231141312132123111232331112")]
    [InlineData("A1", "2112141113231232211412212331112")]
    [InlineData("00", "2112322122222222212331112")]
    public void A_number_has_the_bars_that_others_draw(string number, string bars) =>
        Assert.Equal(bars, string.Concat(Code128.Signs(number).Append(106).Select(sign => Code128.Widths[sign])));

    [Fact]
    public void Every_sign_is_eleven_modules_wide_and_like_no_other()
    {
        Assert.Equal(107, Code128.Widths.Distinct().Count());
        Assert.All(Code128.Widths[..106], sign => Assert.Equal(11, sign.Sum(width => width - '0')));
    }
}
