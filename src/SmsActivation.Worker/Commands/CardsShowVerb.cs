using System.CommandLine;
using SmsActivation.Core.Cards;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

internal static class CardsShowVerb
{
    public static Verb Create(VerbContext context)
    {
        var number = CardNumberText.Argument();
        var json = CommonOptions.Json();
        var reveal = CommonOptions.Reveal();
        var verb = new Verb("show", "Show one card: its state as of now, and the phone that holds it.")
        {
            Examples = ["cards show 9900 0000 0000 1117", "cards show 9900000000001117 --json --reveal"],
        };
        verb.Add(number);
        verb.Add(json);
        verb.Add(reveal);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var asked = CardNumberText.Read(parsed.GetRequiredValue(number), settings.CardNumbers);
                    if (await new CardStore(database).FindAsync(asked, context.Time.GetUtcNow()) is not { } card)
                        return context.Fail($"There is no card {CardMask.Mask(asked)}.");
                    var masking = new Masking(parsed.GetValue(reveal));
                    if (parsed.GetValue(json))
                        context.Output.WriteLine(JsonLine(card, masking));
                    else
                        context.Console.Write(Table(card, masking));
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private static string JsonLine(CardView card, Masking masking) =>
        Json.Line(
            new
            {
                number = masking.Card(card.Number),
                state = card.State.ToString(),
                phone = masking.Phone(card.Phone),
                linkedAt = card.LinkedAt is { } linkedAt ? Json.Time(linkedAt) : null,
                card.Batch,
                card.Kind,
                card.ExpiresOn,
            }
        );

    private static Grid Table(CardView card, Masking masking)
    {
        var table = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn();
        Add("Card", masking.Card(card.Number));
        Add("State", card.State.ToString());
        Add("Phone", masking.Phone(card.Phone));
        Add("Linked", Words.Time(card.LinkedAt));
        Add("Batch", card.Batch);
        Add("Kind", card.Kind);
        Add("Last day", card.ExpiresOn?.ToString("yyyy-MM-dd"));
        Add("Security code", card.HasCode ? "yes" : null);
        Add("Held", card.HeldAt is null ? null : $"{Words.Time(card.HeldAt)}: {card.HeldReason}");
        Add("Released", card.HeldAt is null ? card.HeldReason : null);
        return table;

        void Add(string name, string? value)
        {
            if (value is not null)
                table.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        }
    }
}
