using SmsActivation.Worker.Ops.Cards;

namespace SmsActivation.Worker.Campaigns;

/// <summary>Where lists lie while they are loaded: a folder of their own beside that of card files, as large and as
/// private.</summary>
public sealed class CampaignFiles(CardFilesOptions imports, TimeProvider time)
{
    public CardFiles Kept { get; } =
        new(
            new CardFilesOptions
            {
                Path = Path.Combine(imports.Path, "campaigns"),
                LargestFile = imports.LargestFile,
                KeepRejects = imports.KeepRejects,
            },
            time
        );
}
