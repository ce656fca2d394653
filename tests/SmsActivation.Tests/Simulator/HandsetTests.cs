using SmsActivation.Core.Twilio;
using SmsActivation.Simulator;

namespace SmsActivation.Tests.Simulator;

public sealed class HandsetTests
{
    [Fact]
    public async Task A_text_is_posted_signed_over_the_exact_URL()
    {
        await using var world = await SimulatedWorld.StartAsync();
        const string Body = "9900 0012 + ключ & 👍";

        var sid = await world.TextAsync(Body, "+447700900142");
        var webhook = (await world.WebhooksAsync(1))[0];

        Assert.Equal($"{world.Root}twilio/sms?x=%7E1", webhook.Url);
        Assert.Equal(TwilioSignature.Compute(world.Account.AuthToken, webhook.Url, webhook.Form), webhook.Signature);
        Assert.Equal((sid, sid, sid), (webhook["MessageSid"], webhook["SmsSid"], webhook["SmsMessageSid"]));
        Assert.Equal(world.Account.AccountSid, webhook["AccountSid"]);
        Assert.Equal(("+447700900142", world.Ours), (webhook["From"], webhook["To"]));
        Assert.Equal((Body, "received"), (webhook["Body"], webhook["SmsStatus"]));
        Assert.Equal(("0", "1"), (webhook["NumMedia"], webhook["NumSegments"]));
        Assert.Equal(("GB", "US"), (webhook["FromCountry"], webhook["ToCountry"]));
        Assert.DoesNotContain("OptOutType", webhook.Form.Keys);
    }

    [Fact]
    public async Task A_WhatsApp_text_names_both_ends_with_the_prefix()
    {
        await using var world = await SimulatedWorld.StartAsync();

        await world.TextAsync("STOP", channel: "whatsapp");
        var webhook = (await world.WebhooksAsync(1))[0];

        Assert.Equal("whatsapp:" + SimulatedWorld.Phone, webhook["From"]);
        Assert.Equal("whatsapp:" + world.Ours, webhook["To"]);
        Assert.Equal(SimulatedWorld.Phone[1..], webhook["WaId"]);
        // WhatsApp's keywords are not Twilio's to play.
        Assert.DoesNotContain("OptOutType", webhook.Form.Keys);
    }

    [Fact]
    public async Task A_picture_is_media_on_an_MM_message()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var sid = await world.TextAsync("", picture: true);
        var webhook = (await world.WebhooksAsync(1))[0];

        Assert.StartsWith("MM", sid, StringComparison.Ordinal);
        Assert.Equal(("1", "image/jpeg", ""), (webhook["NumMedia"], webhook["MediaContentType0"], webhook["Body"]));
        Assert.StartsWith(world.Root.ToString(), webhook["MediaUrl0"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_is_not_taken_comes_again_unchanged()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.Answers.Enqueue(503);

        await world.TextAsync("hello");
        var webhooks = await world.WebhooksAsync(2);

        Assert.Equal(webhooks[0].Form, webhooks[1].Form);
        Assert.Equal(webhooks[0].Signature, webhooks[1].Signature);
    }

    public static TheoryData<string, string, string> Keywords()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var word in "STOP STOPALL UNSUBSCRIBE REVOKE OPTOUT CANCEL END QUIT stop".Split(' '))
            data.Add(word, "STOP", "You have successfully been unsubscribed.");
        foreach (var word in "START YES UNSTOP".Split(' '))
            data.Add(word, "START", "You have successfully been re-subscribed");
        foreach (var word in "HELP INFO".Split(' '))
            data.Add(word, "HELP", "Reply STOP to unsubscribe.");
        data.Add(" Stop\n", "STOP", "You have successfully been unsubscribed.");
        return data;
    }

    [Theory]
    [MemberData(nameof(Keywords))]
    public async Task A_keyword_is_answered_by_the_carrier_and_handed_on(string body, string type, string answer)
    {
        await using var world = await SimulatedWorld.StartAsync();

        await world.TextAsync(body);
        var webhook = (await world.WebhooksAsync(1))[0];

        Assert.Equal((type, body), (webhook["OptOutType"], webhook["Body"]));
        var list = await world.CallAsync(
            HttpMethod.Get,
            $"{world.Messages}.json?From={Uri.EscapeDataString(world.Ours)}"
        );
        var reply = Assert.Single(list.Json.GetProperty("messages").EnumerateArray());
        Assert.StartsWith(answer, reply.Text("body"), StringComparison.Ordinal);
        Assert.Equal(("outbound-reply", SimulatedWorld.Phone), (reply.Text("direction"), reply.Text("to")));
    }

    [Theory]
    [InlineData("Stop.")]
    [InlineData("STOP it")]
    [InlineData("СТОП")]
    [InlineData("9900001234567897")]
    public async Task Anything_more_than_the_word_is_ours(string body)
    {
        await using var world = await SimulatedWorld.StartAsync();

        await world.TextAsync(body);
        var webhook = (await world.WebhooksAsync(1))[0];

        Assert.DoesNotContain("OptOutType", webhook.Form.Keys);
        Assert.Equal(201, (await world.CreateToAsync(SimulatedWorld.Phone)).Status);
    }

    [Fact]
    public async Task After_STOP_that_phone_alone_is_21610_until_START()
    {
        await using var world = await SimulatedWorld.StartAsync();

        await world.TextAsync("STOP");
        var stopped = await world.CreateToAsync(SimulatedWorld.Phone);
        var neighbour = await world.CreateToAsync("+447700900142");
        var whatsApp = await world.CreateAsync(
            ("To", "whatsapp:" + SimulatedWorld.Phone),
            ("From", "whatsapp:" + world.Ours),
            ("Body", "Hello")
        );
        await world.TextAsync("START");
        var started = await world.CreateToAsync(SimulatedWorld.Phone);

        Assert.Equal((400, 21610), (stopped.Status, stopped.Json.Number("code")));
        Assert.Equal((201, 201, 201), (neighbour.Status, whatsApp.Status, started.Status));
    }

    [Fact]
    public async Task A_second_STOP_is_not_answered()
    {
        await using var world = await SimulatedWorld.StartAsync();

        await world.TextAsync("STOP");
        await world.TextAsync("STOP");
        await world.WebhooksAsync(2);

        var list = await world.CallAsync(
            HttpMethod.Get,
            $"{world.Messages}.json?To={Uri.EscapeDataString(SimulatedWorld.Phone)}"
        );
        Assert.Equal(1, list.Json.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Keywords_can_be_left_to_us()
    {
        await using var world = await SimulatedWorld.StartAsync(keywordReplies: false);

        await world.TextAsync("STOP");
        var webhook = (await world.WebhooksAsync(1))[0];

        Assert.DoesNotContain("OptOutType", webhook.Form.Keys);
        Assert.Equal(201, (await world.CreateToAsync(SimulatedWorld.Phone)).Status);
    }
}
