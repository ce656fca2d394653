using SmsActivation.Worker.Webhooks;

namespace SmsActivation.Tests.Webhooks;

public sealed class DeliveryStatusEndpointTests
{
    [Theory]
    [InlineData("partially_delivered", "partially_delivered")]
    [InlineData("\r\n12:00:00 ERR a line of its own", "??12?00?00?ERR?a?line?of?its?own")]
    [InlineData("\u001b[2J", "??2J")]
    [InlineData("0123456789012345678901234567890👍", "0123456789012345678901234567890?")]
    public void An_unknown_word_is_shown_without_what_a_console_would_obey(string word, string shown) =>
        Assert.Equal(shown, DeliveryStatusEndpoint.Shown(word));
}
