using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Writes down who looked at whole numbers, before they are shown.</summary>
public sealed class NumberReveals(IDatabase database)
{
    public Task RevealAsync(string? phone, string? card, Actor by, DateTimeOffset now) =>
        database.WriteAsync(session =>
            StaffActs.WriteAsync(session, new StaffAct(by, StaffActKind.NumbersRevealed, phone, card), now)
        );
}
