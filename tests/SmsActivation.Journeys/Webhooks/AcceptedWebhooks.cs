using System.Net;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Webhooks;

/// <summary>Requests that are unusual, and right.</summary>
[Collection(nameof(RunningHost))]
public sealed class AcceptedWebhooks(RunningHost running)
{
    [Fact]
    public async Task The_previous_token_and_a_query_string_are_taken()
    {
        var url = "/twilio/sms?source=a%2Fb&x=%2B";
        var previous = InboundSms.Signed(
            running.Installation.Url + url,
            running.Installation.PublicUrl + url,
            RunningHost.PreviousToken,
            RunningHost.Text.Form(running.Account)
        );
        using var answer = await running.Installation.SendAsync(previous);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("<Response/>", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_signature_over_the_URL_without_its_port_is_taken()
    {
        var (url, signed) = running.Hook("sms");
        var bare = signed.Replace($":{running.Installation.Port}", "");
        Assert.NotEqual(signed, bare);
        Assert.Equal(
            HttpStatusCode.OK,
            await running.Code(InboundSms.Signed(url, bare, running.Token, RunningHost.Text.Form(running.Account)))
        );
    }

    [Fact]
    public async Task A_report_with_an_unknown_word_or_without_an_account_is_answered_200()
    {
        var (url, signed) = running.Hook("status?a=none");
        List<KeyValuePair<string, string>> captured = [new("MessageSid", "SM1"), new("MessageStatus", "huh")];
        Assert.Equal(HttpStatusCode.OK, await running.Code(InboundSms.Signed(url, signed, running.Token, captured)));
        captured = [new("MessageSid", "SM1"), new("MessageStatus", "delivered")];
        Assert.Equal(HttpStatusCode.OK, await running.Code(InboundSms.Signed(url, signed, running.Token, captured)));
    }
}
