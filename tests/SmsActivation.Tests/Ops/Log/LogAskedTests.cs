using Microsoft.AspNetCore.WebUtilities;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Worker.Ops.Log;

namespace SmsActivation.Tests.Ops.Log;

public sealed class LogAskedTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("?phone=&card=&outcome=&since=", "")]
    [InlineData("?phone=4567", "?phone=4567")]
    [InlineData("?phone=%204567%20", "?phone=4567")]
    [InlineData("?phoneOf=12&cardOf=13", "?phoneOf=12&cardOf=13")]
    [InlineData("?phone=4567&phoneOf=12", "?phone=4567")]
    [InlineData("?phoneOf=-1&before=x&after=0", "")]
    [InlineData("?outcome=activated&channel=WhatsApp", "?outcome=Activated&channel=whatsapp")]
    [InlineData("?outcome=3&channel=1", "")]
    [InlineData("?outcome=OptedOut,OptedIn", "")]
    [InlineData("?since=24h&from=2026-03-01T09:30&to=2026-03-02", "?since=24h&from=2026-03-01T09%3A30&to=2026-03-02")]
    [InlineData("?language=ru&host=a%26b&before=7", "?language=ru&host=a%26b&before=7")]
    [InlineData("?nothing=1", "")]
    public void An_address_comes_to_one_form(string typed, string address)
    {
        var asked = Read(typed);
        Assert.Equal(address, asked.ToQuery());
        Assert.Equal(asked, Read(address));
    }

    /// <summary>Else a browser would be sent to and fro.</summary>
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"'><img src=x onerror=1>")]
    [InlineData("\u202Eevil\u0000")]
    [InlineData("%%%41&&==++")]
    [InlineData("\uD800 alone")]
    public void Whatever_stands_in_a_field_the_form_stays_the_same(string hostile)
    {
        foreach (
            var field in (string[])["phone", "card", "outcome", "channel", "language", "host", "since", "from", "to"]
        )
        {
            var once = Read(LogAsked.Read(name => name == field ? hostile : null).ToQuery());
            Assert.Equal(once.ToQuery(), Read(once.ToQuery()).ToQuery());
            Assert.DoesNotContain('<', once.ToQuery());
        }
    }

    [Fact]
    public void What_is_too_long_is_cut()
    {
        var asked = LogAsked.Read(_ => new string('7', 1000));
        Assert.Equal(LogAsked.LongestWord, asked.Phone.Length);
        Assert.Equal((null, null, null), (asked.Outcome, (Channel?)asked.Channel, asked.Before));
    }

    [Fact]
    public void The_first_page_is_the_same_question()
    {
        var asked = Read("?outcome=Activated&before=7");
        Assert.False(asked.IsFirstPage);
        Assert.True(asked.IsNarrowed);
        Assert.Equal(new LogAsked { Outcome = OutcomeCode.Activated }, asked.FirstPage);
    }

    private static LogAsked Read(string query)
    {
        var fields = QueryHelpers.ParseQuery(query);
        return LogAsked.Read(name => fields.TryGetValue(name, out var value) ? value.ToString() : null);
    }
}
