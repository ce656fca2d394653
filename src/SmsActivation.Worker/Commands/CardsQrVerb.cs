using System.CommandLine;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.QrCodes;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class CardsQrVerb
{
    private const double UsualSize = 25;
    private const double LargestSize = 1000;

    private const string Details = """
        A code opens the phone's SMS app with our number and the card's filled in; its owner presses Send. One file a
        card, named by its place and the last 4 digits, and index.csv, which says whose is whose (in full with --reveal).
        Of a batch: the cards that are still to be activated. --size is of the code with its quiet zone; nothing else may
        be printed within it. The files themselves hold whole numbers: keep them as you keep the card file.
        """;

    public static Verb Create(VerbContext context)
    {
        var numbers = new Argument<string[]>("NUMBER")
        {
            Description = "A card's number; several make several codes.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var batch = new Option<string?>("--batch") { HelpName = "NAME", Description = "Every card of this batch." };
        var folder = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "A folder that is new, or empty.",
            Required = true,
        };
        var format = new Option<CodeFormat>("--format")
        {
            HelpName = "svg|png|sheet",
            Description = "svg unless told; a sheet is a page of A4 with many codes.",
        };
        var keyword = new Option<string?>("--keyword")
        {
            HelpName = "WORD",
            Description = "Before the number: the keyword of the campaign that the text answers.",
        };
        var size = new Option<double>("--size")
        {
            HelpName = "MM",
            Description = $"Millimetres of each side; {UsualSize} unless told.",
            DefaultValueFactory = _ => UsualSize,
        };
        var to = new Option<string?>("--to")
        {
            HelpName = "PHONE",
            Description = "The number of ours that is texted; else the first of Twilio:Numbers.",
        };
        var reveal = CommonOptions.Reveal();
        var verb = new Verb("qr", "Make QR codes that fill in the text which activates a card, for print.")
        {
            Details = Details,
            Examples =
            [
                "cards qr 9900000000001117 --out codes",
                "cards qr --batch spring --out codes --format png --size 20 --keyword SPRING --reveal",
            ],
        };
        verb.Add(numbers);
        foreach (var option in new Option[] { batch, folder, format, keyword, size, to, reveal })
            verb.Add(option);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    (database, settings) =>
                        RunAsync(
                            context,
                            database,
                            settings,
                            new Asked(
                                parsed.GetValue(numbers) ?? [],
                                parsed.GetValue(batch),
                                parsed.GetRequiredValue(folder),
                                parsed.GetValue(format),
                                parsed.GetValue(keyword),
                                parsed.GetValue(size),
                                parsed.GetValue(to) ?? settings.Twilio.Numbers.FirstOrDefault()?.Number,
                                parsed.GetValue(reveal)
                            ),
                            stopping
                        )
                )
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        VerbContext context,
        IDatabase database,
        Settings settings,
        Asked asked,
        CancellationToken stopping
    )
    {
        var reader = new SmsReader(settings.CardNumbers);
        var message = new CardMessage(reader, asked.To ?? "", asked.Keyword);
        if (Faults(asked, message).ToList() is { Count: > 0 } faults)
            return context.Fail(faults);
        var (cards, missing) = await NamedAsync(context, new CardStore(database), reader, settings, asked.Numbers);
        if (missing.Count > 0)
            return context.Fail([.. missing.Select(number => $"There is no card {CardMask.Mask(number)}.")]);
        await using var codes = CodeFolder.Open(
            asked.Folder,
            message,
            asked.Format,
            asked.Millimetres,
            new Masking(asked.Reveal)
        );
        if (codes is null)
            return context.Fail($"{asked.Folder} is not empty: codes of two runs must not be mixed up.");
        if (asked.Batch is { } name)
            await foreach (var page in new BatchNumbers(database, name).PagesAsync().WithCancellation(stopping))
            {
                if (stopping.IsCancellationRequested)
                    break;
                await codes.WriteAsync(page);
            }
        else
            await codes.WriteAsync(cards);
        await codes.EndAsync();
        return Tell(context, asked.Folder, codes, stopping.IsCancellationRequested);
    }

    private static IEnumerable<string> Faults(Asked asked, CardMessage message)
    {
        if (asked.Numbers.Length > 0 == asked.Batch is not null)
            yield return "Name cards, or a --batch.";
        if (asked.Millimetres is not (> 0 and <= LargestSize))
            yield return $"--size is {asked.Millimetres}: it takes millimetres up to {LargestSize}.";
        else if (asked.Format == CodeFormat.Sheet && new CodeSheet(asked.Millimetres).Room == 0)
            yield return $"--size is {asked.Millimetres}: a page of A4 holds none of them.";
        if (asked.To is { } to && !IsNumber(to))
            yield return $"--to is '{to}': that is no number to be texted. Give it like +15550001111.";
        else if (asked.To is null)
            yield return "Nobody knows which number is to be texted: name it by --to, like +15550001111, or set Twilio:Numbers.";
        if (message.KeywordFault() is { } fault)
            yield return $"{fault}.";
    }

    /// <summary>Each of the arguments is a card, unless a shell cut one number at its spaces.</summary>
    private static async Task<(IReadOnlyList<CardToPrint> Cards, IReadOnlyList<string> Missing)> NamedAsync(
        VerbContext context,
        CardStore cards,
        SmsReader reader,
        Settings settings,
        string[] asked
    )
    {
        var whole = reader.ReadCardNumber(string.Join(' ', asked));
        var found = new List<CardToPrint>();
        var missing = new List<string>();
        foreach (
            var number in whole is null
                ? asked.Select(one => CardNumberText.Read([one], settings.CardNumbers))
                : [whole]
        )
            if (await cards.FindAsync(number, context.Time.GetUtcNow()) is { } card)
            {
                found.Add(new CardToPrint { Number = card.Number, HasCode = card.HasCode });
                if (card.State is not (CardState.Prepared or CardState.Issued))
                    context.Error.WriteLine(
                        $"warning: {CardMask.Mask(number)} is {card.State}: its code activates nothing any more."
                    );
            }
            else
                missing.Add(number);
        return (found, missing);
    }

    private static int Tell(VerbContext context, string path, CodeFolder codes, bool stopped)
    {
        foreach (var (fault, count) in codes.LeftOut)
            context.Fail($"{count:N0} left out: {fault}.");
        if (codes.Written > 0)
            context.Output.WriteLine(
                $"{codes.Written:N0} {(codes.Written == 1 ? "code" : "codes")} written to {path}, listed in {CodeFolder.Index}."
            );
        if (codes.WithCode > 0)
            context.Output.WriteLine(
                $"Of these cards {codes.WithCode:N0} {(codes.WithCode == 1 ? "has" : "have")} a security code: whoever owns one adds it to the text, which nothing but a hint on the card tells them."
            );
        if (stopped)
            return context.Fail("Stopped before the end.");
        return codes switch
        {
            { LeftOut.Count: > 0 } => ExitStatus.SomeRejected,
            { Written: 0 } => context.Fail("There is no such card, or none that is still to be activated."),
            _ => ExitStatus.Done,
        };
    }

    private static bool IsNumber(string text)
    {
        var digits = text.StartsWith('+') ? text[1..] : text;
        return digits.Length is >= 3 and <= 15 && digits.All(char.IsAsciiDigit);
    }

    private sealed record Asked(
        string[] Numbers,
        string? Batch,
        string Folder,
        CodeFormat Format,
        string? Keyword,
        double Millimetres,
        string? To,
        bool Reveal
    );
}
