using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Members;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Credentials;

/// <summary>Somebody's turn to get a user name and a password.</summary>
internal static class CredentialsText
{
    /// <summary>Makes them a member, if they are none, in the transaction that feeds their text: its password is drawn as it
    /// leaves, and belongs to a member.</summary>
    public static async Task<(WrittenText Said, long? Member)> WriteAsync(
        Session session,
        Recipient recipient,
        CampaignWords words,
        DateTimeOffset now
    )
    {
        var addressee = recipient.Addressee;
        var (member, _) = await MemberStore.EnsureAsync(session, recipient.Phone, words.LanguageOf(addressee), now);
        var name = await session.ScalarAsync<string>("select username from members where id = @member", new { member });
        return (words.WriteOpen(addressee with { UserName = name }), member);
    }
}
