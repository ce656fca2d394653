using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class TwilioSenderTests
{
    [Theory]
    [InlineData("+15550001111", "+15550001111")] // ours
    [InlineData("+447700900000", "Coffee")] // ours, answers by letters
    [InlineData("+15559999999", "+15550001111")] // a number given up: the first
    [InlineData("whatsapp:+15550001111", "whatsapp:+15550001111")]
    [InlineData("whatsapp:+447700900000", "whatsapp:+447700900000")] // WhatsApp has no letter senders
    [InlineData("whatsapp:+15559999999", "whatsapp:+15550001111")]
    public void A_reply_leaves_from_the_number_texted(string texted, string sender) =>
        Assert.Equal(sender, TwilioTestOptions.Good().ReplySender(texted));

    [Theory]
    [InlineData("+15559999999")]
    [InlineData("whatsapp:+15559999999")]
    public void Without_numbers_the_messaging_service_answers(string texted)
    {
        var options = new TwilioOptions { MessagingServiceSid = TwilioTestOptions.ServiceSid };

        Assert.Equal(TwilioTestOptions.ServiceSid, options.ReplySender(texted));
    }

    [Fact]
    public void A_number_given_up_is_answered_as_the_first_one_answers()
    {
        var options = TwilioTestOptions.Good();
        options.Numbers[0].ReplyFrom = "Loyalty";

        Assert.Equal("Loyalty", options.ReplySender("+15559999999"));
    }

    [Fact]
    public void The_number_texted_is_found_on_either_channel()
    {
        var options = TwilioTestOptions.Good();

        Assert.Same(options.Numbers[1], options.NumberTexted("whatsapp:+447700900000"));
        Assert.Same(options.Numbers[1], options.NumberTexted("+447700900000"));
        Assert.Null(options.NumberTexted("+15559999999"));
    }
}
