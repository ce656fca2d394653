using System.Net;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Webhooks;

/// <summary>Requests that are not the carrier's, and what does not make them so.</summary>
[Collection(nameof(RunningHost))]
public sealed class ForgedWebhooks(RunningHost running)
{
    private const string OtherAccount = "ACffffffffffffffffffffffffffffffff";

    [Theory]
    [InlineData("sms")]
    [InlineData("status")]
    public async Task A_forged_request_gets_403(string hook)
    {
        var form = hook == "sms" ? RunningHost.Text.Form(running.Account) : Report(running.Account);
        var (url, signed) = running.Hook(hook);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await running.Code(InboundSms.Signed(url, signed, "wrong" + running.Token, form))
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await running.Code(InboundSms.Signed(url, signed + "?x=1", running.Token, form))
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await running.Code(InboundSms.Signed(url, "http://evil.test", running.Token, form))
        );

        var unsigned = InboundSms.Signed(url, signed, running.Token, form);
        unsigned.Headers.Remove("X-Twilio-Signature");
        Assert.Equal(HttpStatusCode.Forbidden, await running.Code(unsigned));

        var changed = InboundSms.Signed(url, signed, running.Token, form);
        changed.Content = new FormUrlEncodedContent(form.Append(new("Body", "another")));
        Assert.Equal(HttpStatusCode.Forbidden, await running.Code(changed));

        var other = hook == "sms" ? RunningHost.Text.Form(OtherAccount) : Report(OtherAccount);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await running.Code(InboundSms.Signed(url, signed, running.Token, other))
        );
    }

    [Fact]
    public async Task Headers_that_name_another_host_do_not_sway_the_signature()
    {
        var (url, signed) = running.Hook("sms");
        var good = InboundSms.Signed(url, signed, running.Token, RunningHost.Text.Form(running.Account));
        good.Headers.Host = "elsewhere.test";
        good.Headers.Add("X-Forwarded-Host", "elsewhere.test");
        good.Headers.Add("X-Forwarded-Proto", "https");
        Assert.Equal(HttpStatusCode.OK, await running.Code(good));

        var forged = InboundSms.Signed(
            url,
            "https://elsewhere.test/twilio/sms",
            running.Token,
            RunningHost.Text.Form(running.Account)
        );
        forged.Headers.Host = "elsewhere.test";
        forged.Headers.Add("X-Forwarded-Proto", "https");
        Assert.Equal(HttpStatusCode.Forbidden, await running.Code(forged));
    }

    private static List<KeyValuePair<string, string>> Report(string account) =>
        [new("MessageSid", "SM1"), new("MessageStatus", "delivered"), new("AccountSid", account)];
}
