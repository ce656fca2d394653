using System.Net;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>Somebody gives customers other words, without a file, a rebuild or a restart.</summary>
public sealed class RepliesJourney : IAsyncLifetime
{
    private const string Template = "UnknownCard";
    private const string Here = $"/ops/replies/{Template}/en";
    private const string Words = "{brand} knows no such card. Ask {support}";
    private const string Told = $"{LongestValues.Brand} knows no such card. Ask {LongestValues.Support}";

    private Installation _host = null!;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        _host.Settings["Staff__Key"] = "a key of the journeys";
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_published_text_is_what_the_next_customer_reads_until_it_is_undone()
    {
        using var mira = await StaffSteps.SignedInAsync(_host, "mira", "marketing");
        await mira.OpenAsync("/ops/replies");
        Assert.Contains($"href=\"{Here}\"", mira.Page);
        await mira.OpenAsync(Here);
        Assert.Contains("This is what is sent now", mira.Page);
        Assert.True(ReplyTexts.IsTemplate(await ReadAsync(), "en", Template));

        await mira.PostAsync($"{Here}/check", ("text", new string('a', 161)));
        Assert.Contains("too long: 161 units (GSM-7) make 2 segments, 1 allowed", mira.Page);
        await mira.PostAsync($"{Here}/publish", ("text", Words), ("seen", "0"), ("note", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mira.Status);
        Assert.Contains("Say why", mira.Page);
        Assert.Contains(Words, mira.Page); // what was typed is not lost
        await mira.PostAsync($"{Here}/publish", ("text", "Ask {nobody}"), ("seen", "0"), ("note", "shorter"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mira.Status);
        await mira.PostAsync($"{Here}/publish", ("text", Words), ("seen", "0"), ("note", "shorter <b>words</b>"));
        Assert.Contains("Version 1 is published", mira.Page);
        Assert.Equal(Told, await ReadAsync());

        // Who still has the old one before them overwrites nothing.
        await mira.PostAsync($"{Here}/publish", ("text", "Mine"), ("seen", "0"), ("note", "mine"));
        Assert.Equal(HttpStatusCode.Conflict, mira.Status);
        Assert.Equal(Told, await ReadAsync());
        var check = await _host.RunAsync("replies", "check");
        check.MustSucceed();
        Assert.Contains("1 of them published", check.Output);

        await _host.Host!.TerminateAsync(Eventually.Bound);
        await _host.StartAsync();
        Assert.Equal(Told, await ReadAsync());

        await mira.OpenAsync(Here);
        await mira.PostAsync($"{Here}/again", ("version", "0"), ("seen", "1"));
        Assert.Contains("Undo of version 1", mira.Page);
        Assert.True(ReplyTexts.IsTemplate(await ReadAsync(), "en", Template));
        await mira.PostAsync($"{Here}/again", ("version", "1"), ("seen", "2"));
        Assert.Equal(Told, await ReadAsync());

        using var anna = await StaffSteps.SignedInAsync(_host, "anna", "admin");
        await anna.OpenAsync("/ops/people");
        Assert.Contains($"{Template} in en, version 3", anna.Page);
    }

    [Fact]
    public async Task Who_only_looks_publishes_nothing()
    {
        using var viewer = await StaffSteps.SignedInAsync(_host, "vera", "viewer");
        await viewer.OpenAsync(Here);
        Assert.Equal(HttpStatusCode.OK, viewer.Status);
        Assert.DoesNotContain("<textarea", viewer.Page);
        await viewer.PostAsync($"{Here}/publish", ("text", Words), ("seen", "0"), ("note", "why"));
        Assert.Equal(HttpStatusCode.Forbidden, viewer.Status);
        await viewer.OpenAsync("/ops/replies/UnknownCard/de");
        Assert.Equal(HttpStatusCode.NotFound, viewer.Status);
        await viewer.OpenAsync("/ops/replies/7/en");
        Assert.Equal(HttpStatusCode.NotFound, viewer.Status);
    }

    /// <summary>What somebody reads who texts a number that is none of ours.</summary>
    private async Task<string> ReadAsync()
    {
        var sms = new InboundSms(PhoneNumbers.Draw("US"), CardNumbers.Luhn16());
        await _host.PostAsync(sms);
        await _host.SettledAsync([sms.Sid]);
        return Assert.Single(await _host.Carrier.TextsAsync(sms.From)).Body;
    }
}
