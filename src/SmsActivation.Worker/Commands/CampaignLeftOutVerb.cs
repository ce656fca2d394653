using System.CommandLine;
using System.Text;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Csv;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Commands;

internal static class CampaignLeftOutVerb
{
    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var into = new Option<string?>("--out")
        {
            HelpName = "FILE.csv",
            Description = "Write there instead of printing.",
        };
        var reveal = CommonOptions.Reveal();
        var verb = new Verb("left-out", "List the rows of a campaign's list that are not texted, as CSV, and why.")
        {
            Examples = ["campaign left-out spring", "campaign left-out spring --reveal --out left-out.csv"],
        };
        verb.Add(name);
        verb.Add(into);
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
                        var rows = new AudienceQuery(database, found.Campaign.Id).LeftOutAsync(stopping);
                        var masking = new Masking(parsed.GetValue(reveal));
                        if (parsed.GetValue(into) is not { } path)
                        {
                            await WriteAsync(context.Output, rows, masking);
                            return ExitStatus.Done;
                        }
                        // Spreadsheets take a file without the mark for one of their own country's encoding.
                        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(true));
                        var count = await WriteAsync(file, rows, masking);
                        context.Output.WriteLine($"{count:N0} rows written to {path}.");
                        return ExitStatus.Done;
                    }
                )
        );
        return verb;
    }

    private static async Task<int> WriteAsync(TextWriter writer, IAsyncEnumerable<LeftOutLine> rows, Masking masking)
    {
        var count = 0;
        await writer.WriteAsync(CsvCell.Line("line", "value", "reason", "about"));
        await foreach (var row in rows)
        {
            count++;
            await writer.WriteAsync(CsvCell.Line($"{row.Line}", Shown(row, masking), row.Reason, row.About ?? ""));
        }
        return count;
    }

    /// <summary>Of a line that cannot be read nobody knows what is a phone in it.</summary>
    private static string Shown(LeftOutLine row, Masking masking) =>
        row.Value is not { } value ? ""
        : masking.Reveal ? value
        : LeftOutReasons.KeepLine(row.Reason) ? "•••••"
        : PhoneMask.Mask(value);
}
