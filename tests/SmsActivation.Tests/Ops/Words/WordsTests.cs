using SmsActivation.Core.Activation;
using SmsActivation.Core.Delivery;
using SmsActivation.Worker.Ops.Words;

namespace SmsActivation.Tests.Ops.Words;

public sealed class WordsTests
{
    [Fact]
    public void Each_outcome_has_a_sentence_of_its_own()
    {
        var sentences = Enum.GetValues<OutcomeCode>().Select(code => OutcomeWords.Of(code).Sentence).ToList();
        Assert.Equal(sentences, sentences.Distinct());
        Assert.All(sentences, sentence => Assert.False(sentence.EndsWith('.')));
    }

    [Fact]
    public void Each_state_of_a_text_has_words() =>
        Assert.All(Enum.GetValues<DeliveryState>(), state => Assert.NotEmpty(DeliveryWords.Of(state).Sentence));

    [Theory]
    [InlineData(null, null)]
    [InlineData(30007, "30007: a spam filter on the way took the text")]
    [InlineData(99999, "error 99999")]
    public void An_error_is_said_with_what_it_means(int? code, string? says) =>
        Assert.Equal(says, DeliveryWords.Reason(code));

    [Theory]
    [InlineData("+14155552671", true, "+•••••2671")]
    [InlineData("", false, "no longer kept")]
    [InlineData("erased:bcdfghjkmnpqrtvw", false, "erased")]
    [InlineData("ACME", true, "A•••••")]
    public void A_phone_is_masked_and_one_that_was_erased_is_nobodys(string phone, bool kept, string shown) =>
        Assert.Equal((kept, shown), (PhoneWords.IsKept(phone), PhoneWords.Of(phone)));
}
