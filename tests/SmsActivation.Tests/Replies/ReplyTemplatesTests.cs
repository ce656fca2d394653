using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyTemplatesTests
{
    [Fact]
    public void Three_templates_carry_a_password() =>
        Assert.Equal(
            [ReplyTemplate.Activated, ReplyTemplate.WelcomeAgain, ReplyTemplate.PasswordReissued],
            ReplyTemplates.All.Where(ReplyTemplates.CarriesPassword)
        );

    [Fact]
    public void What_a_template_needs_it_is_given() =>
        Assert.All(
            ReplyTemplates.All,
            template => Assert.Subset(template.Given().ToHashSet(), template.Needed().ToHashSet())
        );

    [Theory]
    [InlineData(ReplyTemplate.Activated, SmsEncoding.Gsm7, 2)]
    [InlineData(ReplyTemplate.WelcomeAgain, SmsEncoding.Gsm7, 1)]
    [InlineData(ReplyTemplate.CardBlocked, SmsEncoding.Gsm7, 1)]
    [InlineData(ReplyTemplate.Activated, SmsEncoding.Ucs2, 2)]
    [InlineData(ReplyTemplate.CardBlocked, SmsEncoding.Ucs2, 2)]
    public void A_text_may_take_so_many_segments(ReplyTemplate template, SmsEncoding encoding, int allowed) =>
        Assert.Equal(allowed, template.SegmentsAllowed(encoding));

    [Fact]
    public void Every_placeholder_is_found_by_its_name() =>
        Assert.All(
            Enum.GetValues<Placeholder>(),
            placeholder => Assert.Equal(placeholder, Placeholders.Find(placeholder.Name()))
        );
}
