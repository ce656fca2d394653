using System.Text;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class TwilioFormTests
{
    public static TheoryData<string, string, int, string, string, string, string> Webhooks()
    {
        var data = new TheoryData<string, string, int, string, string, string, string>();
        foreach (var row in TestTable.Rows("webhooks.tsv"))
        {
            data.Add(row[0], row[1], int.Parse(row[2]), row[3], row[4], row[5], row[6]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Webhooks))]
    public void Every_captured_body_is_read(
        string name,
        string body,
        int fields,
        string messageSid,
        string from,
        string to,
        string text
    )
    {
        var form = Read(body);

        Assert.True(fields == form.Pairs.Count, name);
        Assert.Equal(messageSid, form.Get("MessageSid") ?? "(absent)");
        Assert.Equal(from, form.Get("From") ?? "(absent)");
        Assert.Equal(to, form.Get("To") ?? "(absent)");
        Assert.Equal(text, form.Get("Body") ?? "(absent)");
    }

    [Fact]
    public void The_table_holds_all_bodies() => Assert.Equal(25, TestTable.Rows("webhooks.tsv").Count());

    [Theory]
    [InlineData("", "")]
    [InlineData("&&", "")]
    [InlineData("a=1&b=2&a=3", "a:1|b:2|a:3")]
    [InlineData("a", "a:")]
    [InlineData("a=", "a:")]
    [InlineData("=1", ":1")]
    [InlineData("a=b=c", "a:b=c")]
    [InlineData("a+b=c+d%2B", "a b:c d+")]
    [InlineData("%41=%e2%82%AC", "A:€")]
    [InlineData("a=привет", "a:привет")]
    [InlineData("a=%F0%9F%91%8D", "a:👍")]
    [InlineData("a=1%00%002", "a:1\0\02")]
    [InlineData("a=%EF%BB%BFx", "a:\uFEFFx")]
    [InlineData("a=1;b=2", "a:1;b=2")]
    public void A_form_is_read_as_pairs_in_order(string body, string pairs) =>
        Assert.Equal(pairs, string.Join('|', Read(body).Pairs.Select(pair => $"{pair.Key}:{pair.Value}")));

    [Theory]
    [InlineData("a=%", FormFault.BadEscape)]
    [InlineData("a=%4", FormFault.BadEscape)]
    [InlineData("a=%4&b=1", FormFault.BadEscape)]
    [InlineData("a=%zz", FormFault.BadEscape)]
    [InlineData("%g0=1", FormFault.BadEscape)]
    [InlineData("a=%+1", FormFault.BadEscape)]
    [InlineData("a=100%", FormFault.BadEscape)]
    [InlineData("a=%FF", FormFault.BadUtf8)]
    [InlineData("a=%C3", FormFault.BadUtf8)]
    [InlineData("a=%C3&b=%A9", FormFault.BadUtf8)]
    [InlineData("a=%C0%80", FormFault.BadUtf8)]
    [InlineData("a=%ED%A0%BD", FormFault.BadUtf8)]
    [InlineData("%FF=1", FormFault.BadUtf8)]
    public void A_body_that_is_no_form_is_named(string body, FormFault fault) =>
        Assert.Equal(new FormReading.Malformed(fault), TwilioForm.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Plain_bytes_that_are_no_UTF8_are_named() =>
        Assert.Equal(new FormReading.Malformed(FormFault.BadUtf8), TwilioForm.Parse([(byte)'a', (byte)'=', 0xE9]));

    [Fact]
    public void Of_a_repeated_field_the_first_counts() => Assert.Equal("1", Read("a=1&a=2").Get("a"));

    [Fact]
    public void Field_names_are_case_sensitive() => Assert.Null(Read("from=1").Get("From"));

    private static TwilioForm Read(string body) =>
        Assert.IsType<FormReading.Read>(TwilioForm.Parse(Encoding.UTF8.GetBytes(body))).Form;
}
