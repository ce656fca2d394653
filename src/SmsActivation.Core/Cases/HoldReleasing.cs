using SmsActivation.Core.Cards;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Releases a held card, with who did it.</summary>
public sealed class HoldReleasing(IDatabase database)
{
    public Task<CaseAnswer> ReleaseAsync(string number, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            if (await CardStore.ReleaseAsync(session, number, reason, now) != HoldChange.Done)
                return CaseAnswer.Changed;
            await StaffActs.WriteAsync(session, new StaffAct(by, StaffActKind.HoldReleased, null, number, reason), now);
            return CaseAnswer.Done;
        });
}
