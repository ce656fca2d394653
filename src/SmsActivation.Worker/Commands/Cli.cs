using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

/// <summary>The verbs; none means: serve. Ends with 0 done, 1 failed, 2 usage, 3 some rows rejected.</summary>
public static class Cli
{
    // What a verb is given to end its transaction after Ctrl+C.
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(10);

    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, new VerbContext(Console.Out, Console.Error, HostFiles.Configuration(), TimeProvider.System));

    internal static async Task<int> RunAsync(string[] args, VerbContext context, CancellationToken stopping = default)
    {
        // A reason or a file may begin with @: it is no response file.
        var parsed = Root(context).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var serving = parsed.CommandResult.Command is RootCommand or Verb { Name: ServeVerb.Name };
        var invocation = new InvocationConfiguration
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            // The host minds the signals itself: its stop takes longer.
            ProcessTerminationTimeout = serving ? null : EndWithin,
        };
        if (parsed.Action is ParseErrorAction mistake)
            return TellUsage(parsed, mistake, invocation);
        try
        {
            return await parsed.InvokeAsync(invocation, stopping);
        }
        catch (Exception fault)
        {
            return context.Fail(IsExpected(fault) ? fault.Message : fault.ToString());
        }
    }

    private static RootCommand Root(VerbContext context)
    {
        var root = new RootCommand(
            "Customers text a card number, the service binds card and phone and answers. Without a verb it serves."
        )
        {
            ServeVerb.Create(context),
            OpenApiVerb.Create(),
            new Verb("cards", "Bring cards in, look at one, hold it, print codes for them, remove a batch.")
            {
                CardsImportVerb.Create(context),
                CardsShowVerb.Create(context),
                CardsHoldVerbs.Hold(context),
                CardsHoldVerbs.Release(context),
                CardsRemoveVerb.Create(context),
                CardsQrVerb.Create(context),
            },
            new Verb("campaign", "Texts to a list of people: make them, start them, stop them, see what came of them.")
            {
                CampaignCreateVerb.Create(context),
                CampaignLoadVerb.Create(context),
                CampaignLeftOutVerb.Create(context),
                CampaignPreviewVerb.Create(context),
                CampaignEstimateVerb.Create(context),
                CampaignTestVerb.Create(context),
                CampaignRunVerbs.Start(context),
                CampaignRunVerbs.Pause(context),
                CampaignRunVerbs.Resume(context),
                CampaignRunVerbs.Stop(context),
                CampaignDeleteVerb.Create(context),
                CampaignCorrectVerb.Create(context),
                CampaignListVerbs.List(context),
                CampaignReportVerb.Create(context),
                CampaignListVerbs.Who(context),
            },
            new Verb("log", "Look up what became of texts.") { LogListVerb.Create(context) },
            new Verb("replies", "The texts that customers get.") { RepliesCheckVerb.Create(context) },
            new Verb("api-keys", "Keys of the API, for the shop's own site and for tills.")
            {
                ApiKeysVerbs.Create(context),
                ApiKeysVerbs.List(context),
                ApiKeysVerbs.Revoke(context),
                ApiKeysVerbs.Resume(context),
            },
            new Verb("staff", "People who sign in at /ops.")
            {
                StaffVerbs.Add(context),
                StaffVerbs.Reset(context),
                StaffVerbs.List(context),
            },
            new Verb("events", "What the shop's own systems were told of, or are to be told.")
            {
                EventsVerbs.List(context),
                EventsVerbs.Replay(context),
            },
            new Verb("privacy", "What is kept of a person.") { PrivacyEraseVerb.Create(context) },
            new Verb("db", "The database: its schema, its state, a copy of it.")
            {
                DbVerbs.Migrate(context),
                DbStatusVerb.Create(context),
                DbVerbs.Backup(context),
            },
        };
        root.SetAction((_, stopping) => Serve.RunAsync(restoredFrom: null, stopping));
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new VerbHelp((HelpAction)help.Action!);
        return root;
    }

    private static int TellUsage(ParseResult parsed, ParseErrorAction mistake, InvocationConfiguration invocation)
    {
        var command = parsed.CommandResult.Command;
        // A group without its verb needs the list; any other mistake is better told in a line.
        mistake.ShowHelp = command.Subcommands.Count > 0 && command is not RootCommand;
        parsed.Invoke(invocation);
        if (!mistake.ShowHelp)
        {
            var names = command.Parents.OfType<Verb>().Select(parent => parent.Name + " ").Reverse();
            var path = command is RootCommand ? "" : string.Concat(names) + command.Name + " ";
            invocation.Error.WriteLine($"'{path}--help' shows how it is used.");
        }
        return ExitStatus.Usage;
    }

    /// <summary>Faults of the machine or of what was asked; anything else is a bug and keeps its stack trace.</summary>
    private static bool IsExpected(Exception fault) =>
        fault
            is IOException
                or UnauthorizedAccessException
                or DbException
                or CommitFailedException
                or InvalidOperationException { Source: "SmsActivation.Core" };
}
