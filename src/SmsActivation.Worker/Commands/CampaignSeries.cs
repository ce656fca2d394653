using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Commands;

/// <summary>What the verbs say of a reminder's texts, one by one.</summary>
internal static class CampaignSeries
{
    /// <summary>Null for a campaign of one text.</summary>
    public static async Task<SeriesFigures?> ReadAsync(IDatabase database, Campaign campaign)
    {
        if (campaign.Kind != CampaignKind.Reminder)
            return null;
        var then = await new CampaignStore(database).ThenAsync(campaign.Id);
        return await new SeriesReport(database).ReadAsync(campaign.Id, then.Count + 1);
    }

    /// <param name="isOver">Of one that has ended: nobody waits any more.</param>
    public static void Tell(VerbContext context, SeriesFigures? series, bool isOver)
    {
        if (series is null)
            return;
        foreach (var step in series.Steps)
        {
            var due = !isOver && step.NextDueAt is { } at ? $", the next at {Words.Time(at)}" : "";
            var waiting = isOver ? $"{step.Waiting} never get it" : $"{step.Waiting} wait";
            context.Output.WriteLine(
                $"step {step.Step}: {waiting}{due}; {step.Texted("queued", "claimed", "retry", "sending")} in the outbox, "
                    + $"{step.Texted("sent")} with the carrier, {step.Texted("delivered")} delivered, "
                    + $"{step.Texted("failed", "undelivered")} failed, {step.Texted("unknown")} unknown"
            );
        }
        foreach (var reason in series.Ended)
            context.Output.WriteLine($"{reason.Count, 9} get no more texts: {reason.What}");
    }

    /// <inheritdoc cref="Tell"/>
    public static object? Json(SeriesFigures? series, bool isOver) =>
        series?.Steps.Select(step => new
        {
            step.Step,
            waiting = isOver ? 0 : step.Waiting,
            neverTexted = isOver ? step.Waiting : 0,
            nextDueAt = !isOver && step.NextDueAt is { } at ? Commands.Json.Time(at) : null,
            queued = step.Texted("queued", "claimed", "retry", "sending"),
            sent = step.Texted("sent"),
            delivered = step.Texted("delivered"),
            failed = step.Texted("failed", "undelivered"),
            unknown = step.Texted("unknown"),
        });
}
