using System.CommandLine;
using SmsActivation.Core.Events;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>What receivers were told: listed, and told again.</summary>
internal static class EventsVerbs
{
    private static readonly string[] States = ["queued", "sending", "retry", "delivered", "failed"];

    public static Verb List(VerbContext context)
    {
        var options = new EventsOptions(context.Time);
        var target = Target("Only this receiver, by its name in the settings.");
        var state = new Option<string?>("--state") { HelpName = "S", Description = string.Join(", ", States) + "." };
        state.AcceptOnlyFromAmong(States);
        var limit = CommonOptions.Limit();
        var json = CommonOptions.Json();
        var reveal = CommonOptions.Reveal();
        var verb = new Verb("list", "List events and how they stand with each receiver: the newest, the last one last.")
        {
            Examples = ["events list --state failed", "events list --member 12 --since 3d --json"],
        };
        foreach (var option in (Option[])[.. options.All, target, state, limit, json, reveal])
            verb.Add(option);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var filter = options.Filter(parsed) with
                    {
                        Target = parsed.GetValue(target),
                        State = parsed.GetValue(state),
                        Limit = parsed.GetValue(limit),
                    };
                    var rows = await new EventQuery(database, settings.Events).ListAsync(filter);
                    var masking = new Masking(parsed.GetValue(reveal));
                    if (parsed.GetValue(json))
                        JsonLines(context, rows, masking);
                    else
                        Table(context, rows, masking, anyTarget: settings.Events.Targets.Count > 0);
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    public static Verb Replay(VerbContext context)
    {
        var options = new EventsOptions(context.Time);
        var target = Target("The receiver to tell, by its name in the settings; all of them if left out.");
        var verb = new Verb("replay", "Have events told again: those that were, and those that were given up.")
        {
            Details = """
                Takes --event, or --since and what narrows it. Each event keeps its webhook-id, so a receiver that had it
                knows it again. A receiver that is new is told what happened before it was one, as far back as events are
                kept.
                """,
            Examples = ["events replay --since 2h --target site", "events replay --event evt_0193…"],
        };
        foreach (var option in (Option[])[.. options.All, target])
            verb.Add(option);
        verb.Validators.Add(result =>
        {
            if (!options.IsNarrow(result))
                result.AddError("Say which: --event, or --since.");
        });
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var name = parsed.GetValue(target);
                    var targets = settings.Events.Targets.Where(each => name is null || each.Name == name).ToList();
                    if (targets.Count == 0)
                        return context.Fail(
                            name is null
                                ? "Events:Targets is empty: there is nobody to tell."
                                : $"--target is '{name}': Events:Targets has none of that name."
                        );
                    var query = new EventQuery(database, settings.Events);
                    var sum = 0;
                    foreach (var each in targets)
                        sum += await query.ReplayAsync(options.Filter(parsed), each, context.Time.GetUtcNow());
                    context.Output.WriteLine($"{sum} {(sum == 1 ? "event is" : "events are")} due again.");
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private static Option<string?> Target(string about) => new("--target") { HelpName = "NAME", Description = about };

    private static void JsonLines(VerbContext context, IEnumerable<EventEntry> rows, Masking masking)
    {
        foreach (var row in rows)
            context.Output.WriteLine(
                Json.Line(
                    new
                    {
                        at = Json.Time(row.At),
                        id = row.EventId,
                        row.Type,
                        row.MemberId,
                        row.Sequence,
                        card = masking.Card(row.Card),
                        row.Reason,
                        changed = row.Changed?.Split(','),
                        row.Target,
                        row.State,
                        row.Attempts,
                        row.Status,
                        row.Error,
                        nextTryAt = row.State is "queued" or "retry" ? Json.Time(row.DueAt) : null,
                        endedAt = row.EndedAt is { } ended ? Json.Time(ended) : null,
                    }
                )
            );
    }

    private static void Table(VerbContext context, IReadOnlyList<EventEntry> rows, Masking masking, bool anyTarget)
    {
        if (rows.Count == 0)
        {
            context.Output.WriteLine(
                anyTarget ? "No event fits." : "No event fits. (Events are kept once Events:Targets names a receiver.)"
            );
            return;
        }
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["Time (UTC)", "Event", "Member", "Card", "To", "State", "Tries", "Last answer"])
            table.AddColumn(new TableColumn(name).NoWrap());
        foreach (var row in rows)
            table.AddRow(
                new Text(row.At.UtcDateTime.ToString("MM-dd HH:mm:ss")),
                new Text(row.Type),
                new Text(row.MemberId is { } member ? $"{member} #{row.Sequence}" : ""),
                new Text(masking.Card(row.Card) ?? ""),
                new Text(row.Target),
                new Text(row.State, Colour(row.State)),
                new Text($"{row.Attempts}"),
                new Text(row.Error ?? (row.Status is { } status ? $"{status}" : ""))
            );
        context.Console.Write(table);
    }

    private static Style Colour(string state) =>
        state switch
        {
            "delivered" => new Style(Color.Green),
            "failed" => new Style(Color.Red),
            "retry" => new Style(Color.Yellow),
            _ => Style.Plain,
        };
}

/// <summary>The options that say which events are meant.</summary>
internal sealed class EventsOptions(TimeProvider time)
{
    private readonly Option<string?> _event = new("--event")
    {
        HelpName = "ID",
        Description = "One event, by its webhook-id.",
    };

    private readonly Option<EventType?> _type = new("--type")
    {
        HelpName = "T",
        Description = "Events of this type: card.activated, …",
        CustomParser = result => ReadType(result.Tokens[0].Value, result.AddError),
    };

    private readonly Option<long?> _member = new("--member") { HelpName = "M", Description = "Events of this member." };
    private readonly Option<DateTimeOffset?> _since = CommonOptions.Since("Events", time);

    public IReadOnlyList<Option> All => [_event, _type, _member, _since];

    public bool IsNarrow(System.CommandLine.Parsing.CommandResult result) =>
        result.GetResult(_event) is not null || result.GetResult(_since) is not null;

    public EventFilter Filter(ParseResult parsed) =>
        new()
        {
            EventId = parsed.GetValue(_event),
            Type = parsed.GetValue(_type),
            MemberId = parsed.GetValue(_member),
            Since = parsed.GetValue(_since),
        };

    private static EventType? ReadType(string text, Action<string> addError)
    {
        foreach (var type in Enum.GetValues<EventType>())
            if (string.Equals(type.Word(), text, StringComparison.OrdinalIgnoreCase))
                return type;
        addError(
            $"--type cannot be '{text}': the types are {string.Join(", ", Enum.GetValues<EventType>().Select(EventTypes.Word))}."
        );
        return null;
    }
}
