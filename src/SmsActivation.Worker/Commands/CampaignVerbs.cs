using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

/// <summary>What the verbs on one campaign share.</summary>
internal static class CampaignVerbs
{
    /// <summary>A campaign with its texts, and what they are written by.</summary>
    internal sealed record Found(Campaign Campaign, IReadOnlyDictionary<string, string> Texts, CampaignWords Words);

    public static Argument<string> Name() => new("NAME") { Description = "The campaign's name." };

    /// <summary>Null when there is none of this name; that has then been told.</summary>
    /// <param name="argument">That named it.</param>
    public static async Task<Campaign?> FindAsync(
        VerbContext context,
        IDatabase database,
        string name,
        string argument = "NAME"
    )
    {
        var campaign = await new CampaignStore(database).FindAsync(name.Trim());
        if (campaign is null)
            context.Fail($"{argument} is '{name}': there is no such campaign; 'campaign list' shows them.");
        return campaign;
    }

    /// <summary>For verbs that count a list: while it is read there is only a part of it.</summary>
    public static void TellUnfinished(VerbContext context, Campaign campaign)
    {
        if (campaign.State == CampaignState.Loading)
            context.Error.WriteLine(
                $"warning: the list of {campaign.Name} is being read: this is only of the part that is there by now."
            );
    }

    /// <summary>The same, with its words.</summary>
    public static async Task<Found?> FindAsync(
        VerbContext context,
        IDatabase database,
        Settings settings,
        string name,
        string argument = "NAME"
    )
    {
        if (await FindAsync(context, database, name, argument) is not { } campaign)
            return null;
        var store = new CampaignStore(database);
        var texts = await store.TextsAsync(campaign.Id);
        var then = await store.ThenAsync(campaign.Id);
        return new Found(
            campaign,
            texts,
            CampaignWords.Of(campaign, texts, settings.Campaigns, settings.Replies, then)
        );
    }
}
