using SmsActivation.Core.Members;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Outbox;

/// <summary>The words of a text in the outbox, as they leave.</summary>
public sealed class ReplyWords(ReplyWriter replies, PasswordOptions passwords)
{
    /// <inheritdoc cref="ReplyCatalog.AsOfNow"/>
    public ReplyWords AsOfNow() => new(replies.AsOfNow(), passwords);

    /// <summary>With {password} left open.</summary>
    public string Open(OutgoingText text) => Render(text, password: null);

    public string Render(OutgoingText text, string? password) =>
        text.Words
        ?? replies.Render(
            text.Template,
            text.Language,
            new ReplyParameters(text.Card, password, text.Wait ?? passwords.Lifetime)
        );
}
