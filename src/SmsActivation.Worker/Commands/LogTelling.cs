using SmsActivation.Core.Activation;
using SmsActivation.Core.Delivery;
using Spectre.Console;
using Channel = SmsActivation.Core.Inbox.Channel;
using Channels = SmsActivation.Core.Inbox.Channels;

namespace SmsActivation.Worker.Commands;

/// <summary>Rows of the activation log, for people and for programs.</summary>
internal static class LogTelling
{
    // A message's SID is 34 signs long: worth it only where a row still stays on one line.
    private const int WideEnoughForSids = 150;

    public static void JsonLines(VerbContext context, IEnumerable<LogEntry> rows, Masking masking)
    {
        foreach (var row in rows)
            context.Output.WriteLine(
                Json.Line(
                    new
                    {
                        at = Json.Time(row.At),
                        row.MessageSid,
                        row.Channel,
                        phone = masking.Phone(row.Phone),
                        card = masking.Card(row.Card),
                        row.Outcome,
                        row.Reply,
                        row.ReplyState,
                        row.Language,
                        row.Host,
                    }
                )
            );
    }

    public static void Table(VerbContext context, IReadOnlyList<LogEntry> rows, Masking masking)
    {
        if (rows.Count == 0)
        {
            context.Output.WriteLine("No text fits.");
            return;
        }
        var withSids = context.Console.Profile.Width >= WideEnoughForSids;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["Time (UTC)", "Phone", "Card", "Outcome", "Reply", "Delivery"])
            table.AddColumn(new TableColumn(name).NoWrap());
        if (withSids)
            table.AddColumn(new TableColumn("Message").NoWrap());
        foreach (var row in rows)
        {
            List<Text> cells =
            [
                new(row.At.UtcDateTime.ToString("MM-dd HH:mm:ss")),
                new(Via(row) + masking.Phone(row.Phone)),
                new(masking.Card(row.Card) ?? ""),
                new(row.Outcome, Colour(row.Outcome)),
                new(row.Reply ?? "none"),
                Delivery(row.ReplyState),
            ];
            if (withSids)
                cells.Add(new Text(row.MessageSid));
            table.AddRow(cells);
        }
        context.Console.Write(table);
    }

    /// <summary>A line for each, in columns that fit nearly all: a table could not go on.</summary>
    public static void Lines(VerbContext context, IReadOnlyList<LogEntry> rows, Masking masking)
    {
        foreach (var row in rows)
        {
            Cell(row.At.UtcDateTime.ToString("MM-dd HH:mm:ss"), 16);
            Cell(Via(row) + masking.Phone(row.Phone), 22);
            Cell(masking.Card(row.Card) ?? "", 11);
            Cell(row.Outcome, 21, Colour(row.Outcome));
            Cell(row.Reply ?? "none", 22);
            context.Console.Write(Delivery(row.ReplyState));
            context.Console.WriteLine();
        }

        void Cell(string text, int width, Style? style = null) =>
            context.Console.Write(new Text(text.PadRight(width) + " ", style));
    }

    private static string Via(LogEntry row) =>
        Channels.Parse(row.Channel) switch
        {
            Channel.Sms => "",
            Channel.WhatsApp => "whatsapp ",
        };

    private static Style Colour(string outcome) =>
        outcome switch
        {
            nameof(OutcomeCode.Activated) => new Style(Color.Green),
            nameof(OutcomeCode.Unprocessed) => new Style(Color.Red),
            _ => Style.Plain,
        };

    private static Text Delivery(string? state)
    {
        if (state is null)
            return new Text("no reply", new Style(Color.Grey));
        var colour = DeliveryStates.Parse(state) switch
        {
            DeliveryState.Delivered => Color.Green,
            DeliveryState.Undelivered or DeliveryState.Failed => Color.Red,
            DeliveryState.Retry or DeliveryState.Unknown => Color.Yellow,
            DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending or DeliveryState.Sent =>
                Color.Default,
        };
        return new Text(state, new Style(colour));
    }
}
