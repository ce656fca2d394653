using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Activation;

/// <summary>Which keywords the carrier has answered already.</summary>
public sealed class TextFactsReaderTests
{
    private const string Phone = "+14155552671";
    private const string WhatsApp = "whatsapp:" + Phone;

    [Theory]
    // By webhook: Twilio's own words, alone, on an ordinary number.
    [InlineData("STOP", Phone, false, true)]
    [InlineData("СТОП", Phone, false, false)]
    [InlineData("STOP", WhatsApp, false, false)]
    // Among swept texts: any single keyword word, as it may be one of the account's own.
    [InlineData("STOP", Phone, true, true)]
    [InlineData(" start\n", Phone, true, true)]
    [InlineData("Help!", Phone, true, true)]
    [InlineData("СТОП", Phone, true, true)]
    [InlineData("STOP", WhatsApp, true, true)]
    [InlineData("stop it", Phone, true, false)]
    [InlineData("opt out", Phone, true, false)]
    [InlineData("PASSWORD", Phone, true, false)]
    [InlineData("hello", Phone, true, false)]
    [InlineData("", Phone, true, false)]
    public void A_keyword_is_answered_by_the_carrier(string body, string from, bool swept, bool answered) =>
        Assert.Equal(answered, Read(KeywordsAnsweredBy.Twilio, body, from, swept).AnsweredByCarrier);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_keyword_is_where_we_answer_them(bool swept) =>
        Assert.False(Read(KeywordsAnsweredBy.Us, "STOP", Phone, swept).AnsweredByCarrier);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_swept_number_is_a_card_and_no_keyword(bool swept)
    {
        var facts = Read(KeywordsAnsweredBy.Twilio, Spine.Card(1), Phone, swept);
        Assert.Equal((false, null), (facts.AnsweredByCarrier, facts.Keyword));
    }

    [Theory]
    [InlineData(false, false)] // the answer to it is ours
    [InlineData(true, true)]
    public async Task A_swept_stop_holds_and_gets_no_second_answer(bool swept, bool silent)
    {
        await using var spine = new Spine();
        await spine.Inbox.AcceptAsync(spine.Text(Phone, "СТОП") with { Swept = swept });
        var lease = Assert.Single(await spine.Claims.ClaimAsync(8, TimeSpan.FromSeconds(30), spine.Clock.GetUtcNow()));
        var outcome = await spine.HandleAsync(lease);
        Assert.Equal((OutcomeCode.OptedOut, silent), (outcome!.Code, outcome.Reply is null));
        Assert.Equal(
            1,
            await spine.Temporary.ScalarAsync<long>(
                "select count(*) from conversations where sms_opted_out_at is not null"
            )
        );
    }

    [Theory]
    [InlineData("STOP", "STOP", Keyword.Stop, true)]
    [InlineData("ARRET", "STOP", Keyword.Stop, true)] // the account's own word
    [InlineData("JOIN", "START", Keyword.Start, true)]
    [InlineData("START", "STOP", Keyword.Stop, true)]
    [InlineData("Stop, I need help", "HELP", Keyword.Stop, false)] // confirmed by nobody yet
    [InlineData("stop", "START", Keyword.Stop, false)]
    [InlineData("Stop it please", null, Keyword.Stop, false)]
    [InlineData("START", "HELP", Keyword.Help, true)]
    [InlineData("hello", "NEWS", null, false)]
    public void Of_what_the_carrier_took_a_text_for_and_what_we_read_a_STOP_counts(
        string body,
        string? optOutType,
        Keyword? keyword,
        bool answered
    )
    {
        var facts = Read(KeywordsAnsweredBy.Twilio, body, Phone, swept: false, optOutType);
        Assert.Equal((keyword, answered), (facts.Keyword, facts.AnsweredByCarrier));
    }

    private static TextFacts Read(
        KeywordsAnsweredBy answeredBy,
        string body,
        string from,
        bool swept,
        string? optOutType = null
    )
    {
        var twilio = new TwilioOptions
        {
            Numbers = [new TwilioNumber { Number = Spine.OurNumber }],
            KeywordsAnsweredBy = answeredBy,
        };
        var to = Channels.Of(from) == Channel.WhatsApp ? Channels.WhatsAppPrefix + Spine.OurNumber : Spine.OurNumber;
        return new TextFactsReader(new SmsReader(CardNumberOptions.Default), twilio, []).Read(
            new InboundText(
                "SM1",
                InboundText.SenderOf(from),
                Channels.Of(from),
                from,
                to,
                body,
                HoldsPassword: false,
                MediaCount: 0,
                OptOutType: optOutType,
                DateTimeOffset.UnixEpoch,
                swept
            )
        );
    }
}
