using System.CommandLine;
using SmsActivation.Core.Members;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Setup;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>People of /ops: added, let in anew, listed. Their first password is shown once, on the terminal of whoever adds
/// them.</summary>
internal static class StaffVerbs
{
    private static readonly Actor CommandLine = new(Id: null, "command line");

    public static Verb Add(VerbContext context)
    {
        var name = Name();
        var role = new Option<string>("--role")
        {
            Description = "What they may do: viewer, shop, operator, supervisor, marketing or admin.",
            Required = true,
        };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<StaffRole>().Select(one => one.Word())]);
        var verb = new Verb("add", "Let somebody in. Their first password is shown this once.")
        {
            Examples = ["staff add anna --role operator"],
        };
        verb.Add(name);
        verb.Add(role);
        verb.SetAction(parsed =>
            WithPasswordAsync(
                context,
                parsed.GetRequiredValue(name),
                (store, person, hash, now) =>
                    store.AddAsync(
                        person,
                        Enum.Parse<StaffRole>(parsed.GetRequiredValue(role), ignoreCase: true),
                        hash,
                        CommandLine,
                        now
                    ),
                "NAME is '{0}': it is somebody's already; 'staff reset' gives them a new first password."
            )
        );
        return verb;
    }

    public static Verb Reset(VerbContext context)
    {
        var name = Name();
        var verb = new Verb(
            "reset",
            "Give somebody a new first password: their app, recovery codes and sessions end, and they set up anew."
        )
        {
            Examples = ["staff reset anna"],
        };
        verb.Add(name);
        verb.SetAction(parsed =>
            WithPasswordAsync(
                context,
                parsed.GetRequiredValue(name),
                (store, person, hash, now) => store.ResetAsync(person, hash, CommandLine, now),
                "NAME is '{0}': it is nobody's; 'staff list' shows who there is."
            )
        );
        return verb;
    }

    public static Verb List(VerbContext context)
    {
        var json = CommonOptions.Json();
        var verb = new Verb("list", "List the people: what they may do, and when they were last here.")
        {
            Examples = ["staff list"],
        };
        verb.Add(json);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, _) =>
                {
                    var people = await new StaffStore(database).ListAsync();
                    if (parsed.GetValue(json))
                        foreach (var person in people)
                            context.Output.WriteLine(JsonLine(person));
                    else
                        context.Console.Write(Table(people));
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private static Argument<string> Name() =>
        new("NAME")
        {
            Description = "What they sign in with.",
            CustomParser = result =>
            {
                var name = StaffStore.NameOf(result.Tokens[0].Value);
                if (name is null)
                    result.AddError(
                        $"NAME is '{result.Tokens[0].Value}': letters, digits and . - _ @, {StaffStore.LongestName} signs at most."
                    );
                return name;
            },
        };

    private static Task<int> WithPasswordAsync(
        VerbContext context,
        string name,
        Func<StaffStore, string, string, DateTimeOffset, Task<bool>> change,
        string refusal
    ) =>
        context.OnDatabaseAsync(
            async (database, settings) =>
            {
                // Without it nobody could set an app up, and the host would not start.
                if (settings.Carrier == Carrier.Twilio && !settings.Staff.HasKey)
                    return context.Fail("Staff:Key is not set: it is needed before somebody can sign in at /ops.");
                var password = PasswordMaker.Draw();
                var hashing = new PasswordHashing(
                    new PasswordHashingOptions { ChosenIterations = settings.Password.ChosenIterations }
                );
                var hash = hashing.HashChosen(password);
                if (!await change(new StaffStore(database), name, hash, context.Time.GetUtcNow()))
                    return context.Fail(string.Format(null, refusal, name));
                context.Output.WriteLine(password);
                context.Error.WriteLine(
                    $"This is the first password of {name}, for one sign-in at /ops. It is not shown again."
                );
                return ExitStatus.Done;
            }
        );

    private static string JsonLine(StaffPerson person) =>
        Json.Line(
            new
            {
                person.Name,
                person.Role,
                createdAt = Json.Time(person.CreatedAt),
                lastSeenAt = person.LastSeenAt is { } seen ? Json.Time(seen) : null,
                disabledAt = person.DisabledAt is { } disabled ? Json.Time(disabled) : null,
                hasSecondFactor = person.TotpConfirmedAt is not null,
            }
        );

    private static Table Table(IReadOnlyList<StaffPerson> people)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "Name", "Role", "Added", "Last here", "" })
            table.AddColumn(column);
        foreach (var person in people)
            table.AddRow(
                new Text(person.Name),
                new Text(person.Role),
                new Text(Words.Time(person.CreatedAt) ?? ""),
                new Text(Words.Time(person.LastSeenAt) ?? "never"),
                new Text(
                    person.DisabledAt is not null ? "shut out"
                    : person.TotpConfirmedAt is null ? "has not signed in yet"
                    : ""
                )
            );
        return table;
    }
}
