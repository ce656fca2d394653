using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Sending;

/// <summary>What replies leave from, and with which key.</summary>
public sealed class Senders
{
    private const string Letters = "PERLENKATZE";
    private const string Key = "SK0123456789abcdef0123456789abcdef";
    private const string Secret = "a secret of the key";

    [Fact]
    public async Task A_reply_leaves_from_the_number_texted_or_what_stands_for_it_by_the_way_the_text_came()
    {
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                ["Twilio__Numbers__0__ReplyFrom"] = Letters,
                ["Twilio__ApiKeySid"] = Key,
                ["Twilio__ApiKeySecret"] = Secret,
            },
            account => account with { Numbers = [.. account.Numbers, Letters], ApiKeySid = Key, ApiKeySecret = Secret }
        );
        await host.StartAsync();
        var phone = PhoneNumbers.Draw("GB");
        await AnsweredFromAsync(host, Letters, new InboundSms(phone, "hello"));
        await AnsweredFromAsync(host, Own.Second, new InboundSms(phone, "hello") { To = Own.Second });
        await AnsweredFromAsync(host, Own.WhatsApp, new InboundSms("whatsapp:" + phone, "hello"));
        // A number that is not among ours is answered from the first.
        await AnsweredFromAsync(host, Letters, new InboundSms(phone, "hello") { To = "+15557770000" });
        Assert.Empty((await host.Carrier.SeenAsync()).Violations);
    }

    private static async Task AnsweredFromAsync(Installation host, string from, InboundSms sms)
    {
        var before = (await host.Carrier.SeenAsync()).Creates.Count;
        await host.PostAsync(sms);
        await Eventually.TrueAsync(
            $"the text to {sms.To} is answered",
            async () => (await host.Carrier.SeenAsync()).Creates.Count > before
        );
        var reply = (await host.Carrier.SeenAsync()).Creates[^1];
        Assert.Equal((from, sms.From, 201), (reply.From, reply.To, reply.Answer));
    }
}
