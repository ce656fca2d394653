using System.CommandLine;
using SmsActivation.Core.Cards;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class CardsRemoveVerb
{
    private const string Details = """
        Of the batch 'demo' every card goes, with its links: they are play, and a host on a real carrier refuses to start
        while any exist. Of any other batch cards that were ever linked to a phone are kept (exit status 3): customers
        may ask about them. The activation log keeps its rows.
        """;

    public static Verb Create(VerbContext context)
    {
        var batch = new Option<string>("--batch")
        {
            HelpName = "NAME",
            Description = "The batch to remove.",
            Required = true,
        };
        var verb = new Verb("remove", "Remove the cards of a batch.")
        {
            Details = Details,
            Examples = ["cards remove --batch demo"],
        };
        verb.Add(batch);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    async (database, engine, _) =>
                    {
                        var pace = new WritePace(context.Time, () => LiveHosts.OwnTheWriter(engine));
                        var name = parsed.GetRequiredValue(batch);
                        var removed = await new BatchRemoval(database, pace).RunAsync(name, stopping);
                        return Tell(context, name, removed, stopping.IsCancellationRequested);
                    }
                )
        );
        return verb;
    }

    private static int Tell(VerbContext context, string batch, BatchRemoved removed, bool stopped)
    {
        if (removed is { Removed: 0, Kept: 0 })
        {
            context.Output.WriteLine($"There are no cards of batch {batch}.");
            return ExitStatus.Done;
        }
        context.Output.WriteLine($"{removed.Removed:N0} cards of batch {batch} removed.");
        if (stopped)
            return context.Fail($"Stopped: {removed.Kept:N0} cards are left. Run it again to go on.");
        if (removed.Kept == 0)
            return ExitStatus.Done;
        context.Output.WriteLine($"{removed.Kept:N0} kept: they were linked to a phone once.");
        return ExitStatus.SomeRejected;
    }
}
