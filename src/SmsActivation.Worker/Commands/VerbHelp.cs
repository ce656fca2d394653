using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SmsActivation.Worker.Commands;

/// <summary>The parser's own help, followed by examples.</summary>
internal sealed class VerbHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var status = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is Verb { Examples.Count: > 0 } verb)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
                output.WriteLine("  " + example);
            output.WriteLine();
        }
        return status;
    }
}
