namespace SmsActivation.Core.Inbox;

/// <summary>The right to handle one sender's texts until it runs out; every write of its holder names the token.</summary>
public sealed record ConversationLease(string Sender, string Token, IReadOnlyList<ClaimedText> Texts);

/// <summary>A text to be handled, on its nth attempt.</summary>
public sealed record ClaimedText(long Id, int Attempt, InboundText Text);
