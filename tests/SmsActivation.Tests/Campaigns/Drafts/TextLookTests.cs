using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Campaigns.Drafts;

public sealed class TextLookTests
{
    [Fact]
    public void Typographic_signs_are_told_of_as_replaced_and_cost_nothing()
    {
        var look = At("“Hi” {name} in {city} — STOP ends");
        Assert.Equal("\"Hi\" Alexandra in city - STOP ends", look.ByReaders[0].Text.Text);
        Assert.Equal(SmsEncoding.Gsm7, look.ByReaders[0].Text.Length.Encoding);
        Assert.Empty(look.Foreign);
        Assert.Equal("“”—", string.Concat(look.Replaced.Select(sign => sign.Sign.ToString())));
    }

    [Fact]
    public void The_sign_that_makes_it_travel_in_UCS_2_is_named_and_then_nothing_is_replaced()
    {
        var look = At("“Hi” ☂ STOP ends");
        Assert.Equal(SmsEncoding.Ucs2, look.ByReaders[0].Text.Length.Encoding);
        Assert.Equal("“”☂", string.Concat(look.Foreign.Select(sign => sign.Sign.ToString())));
        Assert.Empty(look.Replaced);
        Assert.False(look.IsForeignByValues);
    }

    [Fact]
    public void A_name_that_needs_UCS_2_is_not_held_against_the_words()
    {
        var look = At("Hi {name}, STOP ends", new Addressee { Name = "Борис" });
        Assert.True(look.IsForeignByValues);
    }

    [Fact]
    public void A_secret_is_a_sample_that_no_password_of_ours_could_be()
    {
        var look = At("Hi {name}: {username} {password} STOP ends", kind: CampaignKind.Credentials);
        Assert.Contains("alexandra test-test-test", look.ByReaders[0].Text.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Снова STOP", true)]
    [InlineData("שלום STOP", true)]
    [InlineData("Ďakujem ☂ STOP", false)]
    [InlineData("Hi STOP", false)]
    public void Words_of_another_alphabet_are_told_from_single_odd_signs(string words, bool other) =>
        Assert.Equal(other, At(words).HasOtherAlphabet);

    private static TextLook At(string words, Addressee? by = null, CampaignKind kind = CampaignKind.Invite) =>
        TextLook.At(
            new TypedText("en", words),
            AskedColumns.Of(kind, [words]),
            [],
            new CampaignWords(
                kind,
                new Dictionary<string, string> { ["en"] = words },
                new ReplyOptions { Example = "" },
                "https://s.example"
            ),
            [("somebody", by ?? SampleAddressee.One)]
        );
}
