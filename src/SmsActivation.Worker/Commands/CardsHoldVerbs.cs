using System.CommandLine;
using SmsActivation.Core.Cards;

namespace SmsActivation.Worker.Commands;

internal static class CardsHoldVerbs
{
    public static Verb Hold(VerbContext context) =>
        Create(
            context,
            "hold",
            "Hold a card: no one activates it until it is released. A phone that has it already keeps it.",
            "cards hold 9900000000001117 --reason \"reported at the till\"",
            (store, number, reason, now) => store.HoldAsync(number, reason, now),
            "is held from now on",
            "is held already: nothing changed ('cards show' tells since when and why)"
        );

    public static Verb Release(VerbContext context) =>
        Create(
            context,
            "release",
            "Release a held card: it can be activated again.",
            "cards release 9900000000001117 --reason \"the owner came in\"",
            (store, number, reason, now) => store.ReleaseAsync(number, reason, now),
            "is released",
            "is not held: nothing changed"
        );

    private static Verb Create(
        VerbContext context,
        string name,
        string about,
        string example,
        Func<CardStore, string, string, DateTimeOffset, Task<HoldChange>> change,
        string done,
        string noChange
    )
    {
        var number = CardNumberText.Argument();
        var reason = new Option<string>("--reason")
        {
            HelpName = "R",
            Description = "Why, for whoever looks at the card next; kept with it.",
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value.Trim();
                if (text.Length == 0)
                    result.AddError("--reason is empty: say why.");
                return text;
            },
        };
        var verb = new Verb(name, about) { Examples = [example] };
        verb.Add(number);
        verb.Add(reason);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var card = CardNumberText.Read(parsed.GetRequiredValue(number), settings.CardNumbers);
                    var told = $"Card {CardMask.Mask(card)}";
                    var why = parsed.GetRequiredValue(reason);
                    switch (await change(new CardStore(database), card, why, context.Time.GetUtcNow()))
                    {
                        case HoldChange.Done:
                            context.Output.WriteLine($"{told} {done}: {why}");
                            return ExitStatus.Done;
                        case HoldChange.NoChange:
                            return context.Fail($"{told} {noChange}.");
                        case HoldChange.UnknownCard:
                        default:
                            return context.Fail($"There is no card {CardMask.Mask(card)}.");
                    }
                }
            )
        );
        return verb;
    }
}
