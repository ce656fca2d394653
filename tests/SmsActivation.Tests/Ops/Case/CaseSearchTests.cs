using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Ops.Case;

namespace SmsActivation.Tests.Ops.Case;

public sealed class CaseSearchTests
{
    private static readonly CaseSearch Search = new(
        new SmsReader(CardNumberOptions.Default),
        new TwilioOptions { Numbers = [new TwilioNumber { Number = "+15550001111" }] }
    );

    [Theory]
    [InlineData("4567")]
    [InlineData(" 4567 ")]
    [InlineData("my number ends in 4567")]
    [InlineData("I texted twice and got nothing, my number ends in 45 67")]
    [InlineData("…4567")]
    [InlineData("٤٥٦٧")]
    public void Last_digits_are_looked_for_among_phones_and_cards(string typed)
    {
        var asked = Search.Read(typed)!;
        Assert.Equal(("4567", "4567", null), (asked.Phone!.Ending, asked.CardEnding, asked.Card));
    }

    [Theory]
    [InlineData("+1 (415) 555-2671")]
    [InlineData("+14155552671")]
    [InlineData("0014155552671")]
    [InlineData("tel:+1-415-555-2671")]
    public void A_whole_phone_is_read_in_any_usual_form(string typed) =>
        Assert.Contains("+14155552671", Search.Read(typed)!.Phone!.Phones);

    [Theory]
    [InlineData("(415) 555-2671")]
    [InlineData("415 555 2671")]
    [InlineData("1 415 555 2671")]
    public void A_phone_as_it_is_dialled_at_home_is_read_as_ours_are(string typed) =>
        Assert.Contains("+14155552671", Search.Read(typed)!.Phone!.Phones);

    [Theory]
    [InlineData("9900 0000 0000 1117")]
    [InlineData("9900000000001117")]
    [InlineData("card 9900-0000-0000-1117, please")]
    public void A_cards_number_is_a_card(string typed)
    {
        var asked = Search.Read(typed)!;
        Assert.Equal(("9900000000001117", null), (asked.Card, asked.CardEnding));
    }

    [Fact]
    public void The_carriers_name_of_a_text_is_looked_for_as_such()
    {
        const string sid = "SM0123456789abcdef0123456789abcdef";
        Assert.Equal(sid, Search.Read(sid)!.Sid);
    }

    [Fact]
    public void A_sender_of_letters_is_looked_for_as_it_was_logged() =>
        Assert.Contains("AMAZON", Search.Read("Amazon")!.Phone!.Phones);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("456")]
    [InlineData("where is my card")]
    public void Too_little_is_nobodys(string typed) => Assert.Null(Search.Read(typed));

    [Fact]
    public void What_is_too_long_for_anything_is_not_read() => Assert.Null(Search.Read(new string('4', 5000)));

    [Theory]
    [InlineData("+1 415 555 2671")]
    [InlineData("(415) 555-2671")]
    public void A_whole_phone_is_looked_for_again_and_none_that_ends_like_it(string typed)
    {
        var phone = Search.WholePhone(typed)!;
        Assert.Equal(("+14155552671", null, null), (phone.Phones.Single(), phone.Ending, phone.OrEnding));
    }

    [Theory]
    [InlineData("2671")]
    [InlineData("5552671")]
    [InlineData("9900 0000 0000 1117")]
    [InlineData("where is my card")]
    [InlineData("")]
    public void What_is_no_whole_phone_is_not_looked_for_again(string typed) => Assert.Null(Search.WholePhone(typed));

    [Fact]
    public void The_carrier_is_asked_for_one_phone_only_where_it_is_sure()
    {
        Assert.Equal("+14155552671", Search.OnePhone("+1 415 555 2671"));
        Assert.Equal("+14155552671", Search.OnePhone("(415) 555-2671"));
        Assert.Null(Search.OnePhone("2671"));
        Assert.Null(Search.OnePhone("Amazon"));
    }
}
