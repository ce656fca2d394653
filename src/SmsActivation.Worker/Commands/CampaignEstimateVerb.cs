using System.CommandLine;
using System.Globalization;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Campaigns.Zones;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

internal static class CampaignEstimateVerb
{
    private const string NoCountry = "Numbers of no country";

    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var verb = new Verb("estimate", "Count what a campaign would send, and what it would cost by Campaigns:Prices.")
        {
            Examples = ["campaign estimate spring"],
        };
        verb.Add(name);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    async (database, settings) =>
                    {
                        var asked = parsed.GetRequiredValue(name);
                        if (await CampaignVerbs.FindAsync(context, database, settings, asked) is not { } found)
                            return ExitStatus.Failed;
                        CampaignVerbs.TellUnfinished(context, found.Campaign);
                        var query = new AudienceQuery(database, found.Campaign.Id);
                        var estimate = new CampaignEstimate(settings.Campaigns);
                        var unserved = new LanguagesUnserved(found.Words);
                        var shut = new SortedDictionary<string, int>(StringComparer.Ordinal);
                        var campaign = found.Campaign;
                        var now = context.Time.GetUtcNow();
                        var open = TimeZones.OpenWithinADay(now, campaign.DayFrom, campaign.DayUntil);
                        await foreach (var recipient in query.WaitingAsync(stopping))
                        {
                            var country = recipient.Addressee.Country;
                            unserved.Add(recipient.Addressee);
                            for (var step = 1; step <= found.Words.Steps; step++)
                                estimate.Add(country, found.Words.At(step).Write(recipient.Addressee).Length);
                            if (!open.Contains(recipient.Zones))
                                shut[country ?? NoCountry] = shut.GetValueOrDefault(country ?? NoCountry) + 1;
                        }
                        if (stopping.IsCancellationRequested)
                            return context.Fail("Stopped before all texts were counted.");
                        Tell(context, estimate, settings.Campaigns.Currency);
                        if (found.Words.Steps > 1)
                            context.Output.WriteLine(
                                $"At most: {found.Words.Steps} texts to each of {estimate.Texts / found.Words.Steps:N0} people, and no "
                                    + "more to whoever activates a card or opts out."
                            );
                        foreach (var (country, texts) in shut)
                            context.Output.WriteLine(
                                $"{country}: {texts:N0} texts would never leave, for it is never day in all the time zones "
                                    + "that these phones may be in. Make --from earlier or --until later."
                            );
                        foreach (var told in unserved.Told)
                            context.Error.WriteLine($"warning: {told}");
                        var overlaps = new CampaignOverlaps(database, settings.CampaignPace);
                        foreach (var other in await overlaps.OfAsync(campaign, now))
                        foreach (var told in other.Told(settings.CampaignPace.MinGap))
                            context.Output.WriteLine(told);
                        return ExitStatus.Done;
                    }
                )
        );
        return verb;
    }

    private static void Tell(VerbContext context, CampaignEstimate estimate, string currency)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Country");
        foreach (var column in new[] { "Texts", "In UCS-2", "Segments", $"Price, {currency}" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var country in estimate.Countries)
            table.AddRow(
                country.Country ?? "none",
                Count(country.Texts),
                Count(country.Ucs2),
                Count(country.Segments),
                country.Price is { } price ? Money(price) : "not known"
            );
        table.AddRow(
            "All",
            Count(estimate.Texts),
            Count(estimate.Countries.Sum(country => country.Ucs2)),
            Count(estimate.Segments),
            Money(estimate.Price)
        );
        context.Console.Write(table);
        foreach (var country in estimate.Countries.Where(country => country.Price is null))
            context.Output.WriteLine(
                $"{country.Country ?? NoCountry}: Campaigns:Prices has no price, so its {country.Segments:N0} "
                    + "segments are not in the sum."
            );
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal price) => price.ToString("#,0.00##", CultureInfo.InvariantCulture);
}
