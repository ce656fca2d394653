using SmsActivation.Core.Activation;

namespace SmsActivation.Worker.Commands;

internal static class LogListVerb
{
    public static Verb Create(VerbContext context)
    {
        var options = new LogOptions(context.Time);
        var json = CommonOptions.Json();
        var reveal = CommonOptions.Reveal();
        var verb = new Verb("list", "List what became of texts: the newest that fit, the last one last.")
        {
            Examples =
            [
                "log list --since 2h",
                "log list --phone +15550100199 --outcome Activated --reveal",
                "log list --card 1117 --json",
            ],
        };
        foreach (var option in options.All)
            verb.Add(option);
        verb.Add(json);
        verb.Add(reveal);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var rows = await new LogQuery(database).ListAsync(options.Filter(parsed, settings));
                    var masking = new Masking(parsed.GetValue(reveal));
                    if (parsed.GetValue(json))
                        LogTelling.JsonLines(context, rows, masking);
                    else
                        LogTelling.Table(context, rows, masking);
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }
}
