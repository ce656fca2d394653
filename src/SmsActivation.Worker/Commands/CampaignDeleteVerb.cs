using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Cards;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class CampaignDeleteVerb
{
    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var verb = new Verb("delete", "Delete a campaign that was never started, with its list.")
        {
            Details = """
                Its words, its list and what was told of its loads go, for good. Consents that a list brought are kept. One that
                has started is stopped instead: who got it is kept.
                """,
            Examples = ["campaign delete spring"],
        };
        verb.Add(name);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    async (database, engine, _) =>
                    {
                        var called = parsed.GetRequiredValue(name);
                        if (await CampaignVerbs.FindAsync(context, database, called) is not { } campaign)
                            return ExitStatus.Failed;
                        var pace = new WritePace(context.Time, () => LiveHosts.OwnTheWriter(engine));
                        var deletion = new CampaignDeletion(database, pace, context.Time);
                        if (!await deletion.DeleteAsync(campaign.Id, MachineAccount.Actor, version: null, stopping))
                            return context.Fail(
                                stopping.IsCancellationRequested
                                    ? "Stopped before its end: delete it again."
                                    : $"{campaign.Name} is {campaign.State}: {CampaignDeletion.Rule}."
                            );
                        context.Output.WriteLine($"{campaign.Name} is deleted.");
                        return ExitStatus.Done;
                    }
                )
        );
        return verb;
    }
}
