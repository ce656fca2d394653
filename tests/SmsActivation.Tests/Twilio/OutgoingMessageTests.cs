using System.Text;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class OutgoingMessageTests
{
    private static readonly OutgoingMessage Message = new(
        "+15557770000",
        "Coffee",
        "k7m4-ww9d-x3vz",
        "https://a.example/"
    );

    [Theory]
    [InlineData("+15550001111", "From")]
    [InlineData("38438", "From")]
    [InlineData("MGMGroup", "From")]
    [InlineData("whatsapp:+15550001111", "From")]
    [InlineData(TwilioTestOptions.ServiceSid, "MessagingServiceSid")]
    public void The_sender_is_named_by_its_kind(string sender, string name)
    {
        var form = Form(Message with { Sender = sender });

        Assert.Equal(sender, form.Get(name));
        Assert.Null(form.Get(name == "From" ? "MessagingServiceSid" : "From"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.2, "1")]
    [InlineData(-5.0, "1")]
    [InlineData(600.9, "600")]
    [InlineData(36000.0, "36000")]
    [InlineData(90000.0, "36000")]
    public void The_validity_is_whole_seconds_within_Twilios_bounds(double? seconds, string? sent) =>
        Assert.Equal(
            sent,
            Form(Message with { ValidityPeriod = seconds is { } s ? TimeSpan.FromSeconds(s) : null })
                .Get("ValidityPeriod")
        );

    [Theory]
    [InlineData("a=b&c+d%20e")]
    [InlineData("Добро пожаловать 👍")]
    [InlineData("one\r\ntwo\0three")]
    [InlineData("")]
    public void The_text_arrives_as_written(string body) =>
        Assert.Equal(body, Form(Message with { Body = body }).Get("Body"));

    [Fact]
    public void Printing_one_shows_neither_text_nor_phone()
    {
        var printed =
            $"{Message} {new TwilioMessage { Sid = "SM1", Body = Message.Body, To = Message.To }} {new MessageFilter(Message.To)}";

        Assert.DoesNotContain("k7m4", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("5557770000", printed, StringComparison.Ordinal);
    }

    private static TwilioForm Form(OutgoingMessage message) =>
        Assert
            .IsType<FormReading.Read>(
                TwilioForm.Parse(Encoding.UTF8.GetBytes(Encoding.ASCII.GetString(message.ToForm())))
            )
            .Form;
}
