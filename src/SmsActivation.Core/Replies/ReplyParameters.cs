namespace SmsActivation.Core.Replies;

/// <summary>What one reply is about. Without a password <c>{password}</c> stays open, which is the form that is stored.</summary>
/// <param name="Card">The card's last four digits.</param>
/// <param name="Time">How long the password works, or how long to wait.</param>
public sealed record ReplyParameters(string? Card = null, string? Password = null, TimeSpan? Time = null)
{
    public static ReplyParameters None { get; } = new();

    /// <summary>A record prints its members; a password must reach no log.</summary>
    public override string ToString() => $"card {Card}, time {Time}";
}
