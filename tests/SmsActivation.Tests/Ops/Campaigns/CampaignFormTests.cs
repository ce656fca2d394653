using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Cards;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Ops.Campaigns;

public sealed class CampaignFormTests
{
    private const string Further = "after 3d\nen = {name}, SPRING and your card. STOP to end";

    [Theory]
    [InlineData("reminder", 1)]
    [InlineData("invite", 0)]
    [InlineData("credentials", 0)]
    public void Further_texts_are_taken_of_a_reminder_and_stay_in_the_form_of_any_other(string kind, int steps)
    {
        var input = CampaignForm.Read(Form(kind));
        Assert.Equal(Further, input.Then);
        var rules = new CampaignRules(new CampaignOptions(), new KeywordCheck(CardNumberOptions.Default), _ => null);
        var (campaign, faults) = rules.Read(CampaignForm.OfItsKind(input));
        Assert.Equal(steps, campaign.Then.Count);
        Assert.DoesNotContain(faults, fault => fault.Field == CampaignField.Then);
    }

    [Theory]
    [InlineData("reminder", null)]
    [InlineData("invite", "None of its texts says SPRING: nobody will know the word.")]
    public void A_keyword_is_looked_for_in_what_is_sent(string kind, string? unsaid) =>
        Assert.Equal(unsaid, CampaignForm.KeywordUnsaid(CampaignForm.Read(Form(kind))));

    private static FormCollection Form(string kind) =>
        new(
            new Dictionary<string, StringValues>
            {
                ["name"] = "wake",
                ["kind"] = kind,
                ["keyword"] = "SPRING",
                ["language"] = "en",
                ["words"] = "Hi {name}, text us your card. STOP to end",
                ["then"] = Further,
            }
        );
}
