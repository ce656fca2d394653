using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>As whom somebody reads a campaign's text before it is sent.</summary>
public sealed class TestReaders(IDatabase database)
{
    /// <summary>Whoever stands in that line of the list, else the first who is to be texted; null where there is none.</summary>
    public async Task<Addressee?> FindAsync(long campaign, int? line)
    {
        if (line is { } asked)
            return (
                await database.ReadAsync(session =>
                    session.FirstAsync<Recipient>(
                        """
                        select id, phone, country, name, language, card, fields from campaign_recipients
                        where campaign_id = @campaign and line = @asked
                        """,
                        new { campaign, asked }
                    )
                )
            )?.Addressee;
        await foreach (var first in new AudienceQuery(database, campaign).WaitingAsync(CancellationToken.None))
            return first.Addressee with { UserName = SampleAddressee.One.UserName };
        return null;
    }

    /// <summary>With samples where a secret would stand, and somebody made up where there is nobody.</summary>
    public static WrittenText Write(CampaignWords words, IReadOnlyDictionary<string, string> texts, Addressee? reader)
    {
        ArgumentNullException.ThrowIfNull(words);
        var places = texts.Values.SelectMany(CampaignWords.Places);
        return words.Write(reader ?? SampleAddressee.Filled(SampleAddressee.One, places), SampleAddressee.Drawn);
    }
}
