using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>The row that a phone's sends are kept apart by: its lease. Whoever never texted has none yet.</summary>
internal static class Conversations
{
    /// <param name="optOuts">Such a phone may be one that was erased, and had opted out: its conversation says so again.</param>
    public static async Task EnsureAsync(Session session, OptOutKey optOuts, string phone, DateTimeOffset now)
    {
        var isNew = await session.ExecuteAsync(
            $"""
            insert into conversations (sender, created_at)
            select @phone, @now where not exists (
                select 1 from conversations{session.Dialect.Alone} where sender = @phone)
            """,
            new { phone, now }
        );
        if (isNew > 0)
            await KeptOptOuts.GiveBackAsync(session, optOuts, phone);
    }
}
