using System.CommandLine;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

internal static class CampaignPreviewVerb
{
    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var limit = new Option<int>("--limit")
        {
            HelpName = "N",
            Description = "So many of the first.",
            DefaultValueFactory = _ => 1,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!int.TryParse(text, out var number) || number < 1)
                    result.AddError($"--limit cannot be '{text}': it takes a number from 1.");
                return number;
            },
        };
        var reveal = CommonOptions.Reveal();
        var verb = new Verb(
            "preview",
            "Show texts as they would be sent: the first, the longest, and one of each language and step."
        )
        {
            Examples = ["campaign preview spring", "campaign preview spring --limit 20"],
        };
        verb.Add(name);
        verb.Add(limit);
        verb.Add(reveal);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    async (database, settings) =>
                    {
                        var asked = parsed.GetRequiredValue(name);
                        if (await CampaignVerbs.FindAsync(context, database, settings, asked) is not { } found)
                            return ExitStatus.Failed;
                        CampaignVerbs.TellUnfinished(context, found.Campaign);
                        var samples = new CampaignSamples(parsed.GetValue(limit));
                        var unserved = new LanguagesUnserved(found.Words);
                        await foreach (
                            var recipient in new AudienceQuery(database, found.Campaign.Id).WaitingAsync(stopping)
                        )
                        {
                            samples.Add(recipient, found.Words);
                            unserved.Add(recipient.Addressee);
                        }
                        var shown = samples.Chosen;
                        if (shown.Count == 0)
                            return context.Fail($"Nobody waits for a text of '{found.Campaign.Name}'.");
                        context.Console.Write(Table(shown, new Masking(parsed.GetValue(reveal))));
                        foreach (var told in unserved.Told)
                            context.Error.WriteLine($"warning: {told}");
                        return ExitStatus.Done;
                    }
                )
        );
        return verb;
    }

    private static Table Table(IReadOnlyList<CampaignSample> shown, Masking masking)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "Which", "Line", "Phone", "Language", "Encoding", "Segments", "Text" })
            table.AddColumn(column);
        foreach (var sample in shown)
        {
            var (_, recipient, text) = sample;
            table.AddRow(
                new Text(sample.Told),
                new Text(recipient.Line.ToString()),
                new Text(masking.Phone(recipient.Phone)!),
                new Text(text.Language),
                new Text(text.Length.Encoding.Name()),
                new Text(
                    $"{text.Length.Segments} ({text.Length.Units} of {text.Length.Encoding.Room(text.Length.Segments)})"
                ),
                new Text(text.Text)
            );
        }
        return table;
    }
}
