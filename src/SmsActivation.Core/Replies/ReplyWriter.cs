namespace SmsActivation.Core.Replies;

/// <summary>Writes the text of one reply.</summary>
public sealed class ReplyWriter(ReplyCatalog catalog, ReplyOptions options)
{
    /// <inheritdoc cref="ReplyCatalog.AsOfNow"/>
    public ReplyWriter AsOfNow() => new(catalog.AsOfNow(), options);

    /// <summary>The finished text; an unknown language falls back to the default one. A template without text or a
    /// parameter left out is a bug of ours and throws: the check at start has refused such files.</summary>
    public string Render(ReplyTemplate template, string language, ReplyParameters parameters)
    {
        var (text, words) =
            catalog.Find(template, language, options.DefaultLanguage)
            ?? throw new InvalidOperationException(
                $"{template} has no text in {language} or {options.DefaultLanguage}."
            );

        return ReplyText.Fill(
            text,
            placeholder =>
                placeholder switch
                {
                    Placeholder.Brand => options.Brand,
                    Placeholder.AccountUrl => options.AccountUrl,
                    Placeholder.Support => options.SupportContact,
                    Placeholder.Example => options.Example,
                    Placeholder.Card => parameters.Card ?? throw Missing(),
                    Placeholder.Password => parameters.Password ?? "{password}",
                    Placeholder.Time => Spoken(parameters.Time ?? throw Missing()),
                }
        );

        string Spoken(TimeSpan time) => template.CarriesPassword() ? words.Lifetime(time) : words.Wait(time);

        ArgumentException Missing() => new($"{template} is sent without what its text needs.", nameof(parameters));
    }
}
