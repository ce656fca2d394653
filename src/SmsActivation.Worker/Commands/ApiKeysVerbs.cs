using System.CommandLine;
using SmsActivation.Core.ApiKeys;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>Keys of the API: made, listed, revoked, resumed.</summary>
internal static class ApiKeysVerbs
{
    private const int LongestName = 60;

    public static Verb Create(VerbContext context)
    {
        var role = new Option<string>("--role") { Description = "What it opens: site or pos.", Required = true };
        role.AcceptOnlyFromAmong("site", "pos");
        var name = new Option<string>("--name")
        {
            HelpName = "N",
            Description = "Whose it is; no two keys in use share a name.",
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value.Trim();
                if (text.Length is 0 or > LongestName)
                    result.AddError($"--name is '{text}': it must have from 1 to {LongestName} signs.");
                return text;
            },
        };
        var verb = new Verb("create", "Make a key. It is shown this once.")
        {
            Examples = ["api-keys create --role pos --name \"till 3, Main Street\""],
        };
        verb.Add(role);
        verb.Add(name);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, _) =>
                {
                    var asked = parsed.GetRequiredValue(name);
                    var kind = parsed.GetRequiredValue(role) == "site" ? ApiRole.Site : ApiRole.Pos;
                    var key = await new ApiKeyStore(database).CreateAsync(kind, asked, context.Time.GetUtcNow());
                    if (key is null)
                        return context.Fail($"--name is '{asked}': a key of this name is in use.");
                    context.Output.WriteLine(key);
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    public static Verb List(VerbContext context)
    {
        var json = CommonOptions.Json();
        var verb = new Verb("list", "List the keys: whose they are, and when they were last used.")
        {
            Examples = ["api-keys list"],
        };
        verb.Add(json);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, _) =>
                {
                    var keys = await new ApiKeyStore(database).ListAsync();
                    if (parsed.GetValue(json))
                        foreach (var key in keys)
                            context.Output.WriteLine(JsonLine(key));
                    else
                        context.Console.Write(Table(keys));
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    public static Verb Revoke(VerbContext context) =>
        Change(
            context,
            "revoke",
            "Revoke a key: it opens nothing from then on.",
            (store, name, now) => store.RevokeAsync(name, now),
            "is revoked",
            "No key of the name '{0}' is in use."
        );

    public static Verb Resume(VerbContext context) =>
        Change(
            context,
            "resume",
            "Let a suspended key open again.",
            (store, name, _) => store.ResumeAsync(name),
            "opens again",
            "No key of the name '{0}' is suspended."
        );

    private static Verb Change(
        VerbContext context,
        string word,
        string about,
        Func<ApiKeyStore, string, DateTimeOffset, Task<bool>> change,
        string done,
        string none
    )
    {
        var name = new Argument<string>("NAME") { Description = "Whose it is." };
        var verb = new Verb(word, about) { Examples = [$"api-keys {word} \"till 3, Main Street\""] };
        verb.Add(name);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, _) =>
                {
                    var asked = parsed.GetRequiredValue(name).Trim();
                    if (!await change(new ApiKeyStore(database), asked, context.Time.GetUtcNow()))
                        return context.Fail(string.Format(null, none, asked));
                    context.Output.WriteLine($"The key '{asked}' {done}.");
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private static string JsonLine(ApiKey key) =>
        Json.Line(
            new
            {
                key.Name,
                key.Role,
                createdAt = Json.Time(key.CreatedAt),
                lastUsedAt = key.LastUsedAt is { } used ? Json.Time(used) : null,
                revokedAt = key.RevokedAt is { } revoked ? Json.Time(revoked) : null,
                suspendedAt = key.SuspendedAt is { } suspended ? Json.Time(suspended) : null,
            }
        );

    private static Table Table(IReadOnlyList<ApiKey> keys)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "Name", "Role", "Made", "Last used", "" })
            table.AddColumn(column);
        foreach (var key in keys)
            table.AddRow(
                new Text(key.Name),
                new Text(key.Role),
                new Text(Words.Time(key.CreatedAt) ?? ""),
                new Text(Words.Time(key.LastUsedAt) ?? "never"),
                new Text(
                    key.RevokedAt is not null ? "revoked"
                    : key.SuspendedAt is not null ? "suspended"
                    : ""
                )
            );
        return table;
    }
}
