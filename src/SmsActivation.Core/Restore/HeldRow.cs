using SmsActivation.Core.Outbox;

namespace SmsActivation.Core.Restore;

/// <summary>A held reply as it is read, beside the text that it answers.</summary>
internal sealed class HeldRow : SendClaims.TextRow
{
    public DateTimeOffset? ReceivedAt { get; init; }
    public bool Swept { get; init; }

    public HeldReply ToHeld(OpenRestore restore, IReadOnlyList<string> tried) =>
        new(ToText(), ReceivedAt ?? CreatedAt, Swept, CreatedAt >= restore.StartedAt, tried);
}
