using SmsActivation.Core.Phones;

namespace SmsActivation.Tests.Phones;

public sealed class PhoneMaskTests
{
    [Theory]
    [InlineData("+79161234567", "+•••••4567")]
    [InlineData("whatsapp:+380501234567", "whatsapp:+•••••4567")]
    [InlineData(" +1 (415) 555-2671", "+•••••2671")]
    [InlineData("89161234567", "•••••4567")]
    [InlineData("messenger:123456789012345", "messenger:•••••2345")]
    [InlineData("+٩٧١٥٠١٢٣٤٥٦٧", "+•••••4567")]
    [InlineData("40404", "•••••04")]
    [InlineData("+1", "+•••••")]
    [InlineData("Acme", "A•••••")]
    [InlineData("ACME2GO", "A•••••")]
    [InlineData("Вася79161234567", "В•••••")]
    [InlineData("wireless:DE0123", "wireless:D•••••")]
    [InlineData("😀Shop", "😀•••••")]
    [InlineData("whatsapp:", "whatsapp:")]
    [InlineData("", "")]
    public void A_log_shows_the_end_of_a_phone_and_the_beginning_of_a_name(string address, string masked) =>
        Assert.Equal(masked, PhoneMask.Mask(address));
}
