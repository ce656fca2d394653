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
                        var waiting = new AudienceQuery(database, found.Campaign.Id).WaitingAsync(stopping);
                        var shown = await ChooseAsync(waiting, found.Words, parsed.GetValue(limit));
                        if (shown.Count == 0)
                            return context.Fail($"Nobody waits for a text of '{found.Campaign.Name}'.");
                        context.Console.Write(Table(shown, new Masking(parsed.GetValue(reveal))));
                        return ExitStatus.Done;
                    }
                )
        );
        return verb;
    }

    private sealed record Shown(string Why, WaitingRecipient Recipient, WrittenText Text);

    private static async Task<IReadOnlyList<Shown>> ChooseAsync(
        IAsyncEnumerable<WaitingRecipient> waiting,
        CampaignWords words,
        int limit
    )
    {
        var firsts = new List<Shown>();
        var languages = new Dictionary<string, Shown>(StringComparer.Ordinal);
        Shown? longest = null;
        await foreach (var recipient in waiting)
            for (var step = 1; step <= words.Steps; step++)
            {
                var text = words.At(step).Write(recipient.Addressee);
                var ofStep = words.Steps > 1 ? $", step {step}" : "";
                if (firsts.Count < limit * words.Steps)
                    firsts.Add(new Shown("first" + ofStep, recipient, text));
                var firstIn = $"first in {text.Language}{ofStep}";
                languages.TryAdd(firstIn, new Shown(firstIn, recipient, text));
                if (longest is null || Room(text).CompareTo(Room(longest.Text)) > 0)
                    longest = new Shown("longest" + ofStep, recipient, text);
            }
        return longest is null ? [] : [.. firsts, .. languages.Values, longest];
    }

    /// <summary>More segments first: a short text in UCS-2 costs more than a long one in GSM-7.</summary>
    private static (int Segments, int Units) Room(WrittenText text) => (text.Length.Segments, text.Length.Units);

    private static Table Table(IReadOnlyList<Shown> shown, Masking masking)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "Which", "Line", "Phone", "Language", "Encoding", "Segments", "Text" })
            table.AddColumn(column);
        foreach (var (why, recipient, text) in shown)
            table.AddRow(
                new Text(why),
                new Text(recipient.Line.ToString()),
                new Text(masking.Phone(recipient.Phone)!),
                new Text(text.Language),
                new Text(text.Length.Encoding.Name()),
                new Text(
                    $"{text.Length.Segments} ({text.Length.Units} of {text.Length.Encoding.Room(text.Length.Segments)})"
                ),
                new Text(text.Text)
            );
        return table;
    }
}
