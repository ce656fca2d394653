using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Worker.Commands;

internal static class CampaignCorrectVerb
{
    private const string Details = """
        The list of the new campaign is exactly those whose text of NAME the carrier has or has delivered. Consents and
        opt-outs are looked at again, and nothing else: nobody is left out because they were texted lately, or have activated
        their card since, and there is no control group. It keeps NAME's pace and hours, and is looked at, approved and
        started like any other.

        NAME must not run. Of some texts nobody knows whether they arrived ('campaign who' lists them): --with-unknown takes
        those people in. 'campaign load' without a file loads the list once more, if more is known by then.
        """;

    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var called = new Option<string?>("--as")
        {
            HelpName = "NEW",
            Description = "What the correction is called; without it NAME-correction.",
        };
        var texts = CampaignOptionsOfVerbs.Texts();
        var unknown = new Option<bool>("--with-unknown")
        {
            Description = "Also to those of whom nobody knows whether they got it.",
        };
        var verb = new Verb("correct", "Make a campaign that tells whoever got another one what was wrong with it.")
        {
            Details = Details,
            Examples =
            [
                "campaign correct spring --text en=\"Our last text had a wrong link. This is right: {link} STOP ends\"",
            ],
        };
        verb.Add(name);
        foreach (var option in new Option[] { called, texts, unknown })
            verb.Add(option);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    async (database, engine, settings) =>
                    {
                        var wrong = await CampaignVerbs.FindAsync(context, database, parsed.GetRequiredValue(name));
                        if (wrong is null)
                            return ExitStatus.Failed;
                        if (!Corrections.MayCorrect(wrong))
                            return context.Fail($"{wrong.Name} is {wrong.State}: {Corrections.Rule}.");
                        var faults = new List<string>();
                        var made = Corrections.Of(
                            wrong,
                            parsed.GetValue(called)?.Trim() ?? Corrections.NameFor(wrong),
                            await CampaignOptionsOfVerbs.TextsAsync(parsed.GetRequiredValue(texts), faults),
                            parsed.GetValue(unknown)
                        );
                        faults.AddRange(CampaignOptionsOfVerbs.Faults(made, settings, [.. faults]));
                        var store = new CampaignStore(database);
                        var taken = $"--as is '{made.Name}': there is a campaign of this name.";
                        if (await store.FindAsync(made.Name) is not null)
                            faults.Add(taken);
                        if (faults.Count > 0)
                            return context.Fail(faults);
                        if (await store.MakeAsync(made, MachineAccount.Name, context.Time.GetUtcNow()) is not { } id)
                            return context.Fail(taken);
                        var campaign = (await store.FindAsync(id))!;
                        var found = new CampaignVerbs.Found(
                            campaign,
                            made.Texts,
                            CampaignWords.Of(campaign, made.Texts, settings.Campaigns, settings.Replies)
                        );
                        return await CampaignLoadVerb.CorrectionAsync(
                            context,
                            database,
                            engine,
                            settings,
                            found,
                            stopping
                        );
                    }
                )
        );
        return verb;
    }
}
