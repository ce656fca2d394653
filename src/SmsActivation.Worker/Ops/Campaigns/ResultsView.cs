using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Worker.Campaigns;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>What the results part of a campaign's page is made from.</summary>
/// <param name="Age">See <see cref="ResultsNow"/>.</param>
/// <param name="IsMoving">More may come: it runs, or its last text is not long ago.</param>
public sealed record ResultsView(Campaign Campaign, CampaignResults Results, TimeSpan? Age, bool IsMoving)
{
    public string Path => $"{CampaignPages.Here}/{Campaign.Id}/results";
    public string CsvPath => Path + ".csv";

    /// <summary>A page must look again.</summary>
    public bool IsOpen => IsMoving || IsCounting;

    public bool IsCounting => Age is null;

    /// <summary>There is something to show.</summary>
    public bool HasAny => Results.Rows.Count > 0;

    /// <summary>The same as long as nothing has changed, so that a page which looks again is left as it is.</summary>
    public string Version { get; } = VersionOf(Results);

    private static string VersionOf(CampaignResults results)
    {
        var whole = new StringBuilder().AppendJoin("", ResultsCsv.Lines(results));
        foreach (var count in results.Figures.Recipients.Concat(results.Figures.Failed))
            whole.Append(CultureInfo.InvariantCulture, $"{count.What} {count.Count};");
        whole.Append(results.Lift);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToString())))[..16];
    }
}
