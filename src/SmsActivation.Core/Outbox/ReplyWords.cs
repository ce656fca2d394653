using SmsActivation.Core.Members;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Outbox;

/// <summary>The words of a text in the outbox, as they leave.</summary>
public sealed class ReplyWords(ReplyWriter replies, PasswordOptions passwords)
{
    /// <inheritdoc cref="ReplyCatalog.AsOfNow"/>
    public ReplyWords AsOfNow() => new(replies.AsOfNow(), passwords);

    /// <summary>The place of the password in words that nobody has sent yet.</summary>
    public const string OpenPassword = "{password}";

    /// <summary>With {password} left open.</summary>
    public string Open(OutgoingText text) => Render(text, password: null);

    public string Render(OutgoingText text, string? password) =>
        text.Words is { } words
            ? Filled(words, password)
            : replies.Render(
                text.Template,
                text.Language,
                new ReplyParameters(text.Card, password, text.Wait ?? passwords.Lifetime)
            );

    private static string Filled(string words, string? password) =>
        password is null ? words : words.Replace(OpenPassword, password, StringComparison.Ordinal);
}
