using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SmsActivation.Worker.Commands;

/// <summary>The parser's own help, followed by details and examples.</summary>
internal sealed class VerbHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var status = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is not Verb verb)
            return status;
        if (verb.Details is { } details)
        {
            output.WriteLine(details);
            output.WriteLine();
        }
        if (verb.Examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
                output.WriteLine("  " + example);
            output.WriteLine();
        }
        return status;
    }
}
