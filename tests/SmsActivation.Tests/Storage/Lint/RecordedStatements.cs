using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>What the product's own methods have run in this test run, as SQL Server would get it. Statements that only a test
/// writes are none of them.</summary>
internal static partial class RecordedStatements
{
    private static readonly string Core = typeof(Session).Assembly.GetName().Name!;
    private static readonly string Storage = typeof(Session).Namespace!;
    private static readonly ConcurrentDictionary<string, bool> Seen = new();
    private static readonly ConcurrentDictionary<Statement, bool> Noted = new();

    public static ICollection<Statement> All => Noted.Keys;

    /// <summary>The stack is looked at once for each text; where texts are approved, each time, for two methods may run one.</summary>
    public static void Note(string sql, Func<string, string> forSqlServer)
    {
        if ((Seen.ContainsKey(sql) && !ApprovedStatements.Approving) || Caller() is not { } caller)
            return;
        Seen[sql] = true;
        Noted[new Statement(caller.Store, caller.Method, Statement.Tidy(forSqlServer(sql)))] = true;
    }

    /// <summary>The first method outside of Storage; null when a test's comes first.</summary>
    private static (string Store, string Method)? Caller()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod() is not { DeclaringType: { } type } method || IsOurs(type))
                continue;
            var assembly = type.Assembly.GetName().Name!;
            if (assembly.StartsWith("SmsActivation.Tests", StringComparison.Ordinal))
                return null;
            if (assembly == Core || assembly == "SmsActivation.Worker")
                return (Outermost(type).Name.Split('`')[0], Written(type, method.Name));
        }
        return null;
    }

    /// <summary>What the compiler makes of an async method or a lambda has the method's name in angle brackets.</summary>
    private static string Written(Type type, string method) =>
        InBrackets().Match($"{type.FullName}.{method}") is { Success: true } name ? name.Value : method;

    private static bool IsOurs(Type type) =>
        type.Namespace == typeof(RecordedStatements).Namespace
        || type.Namespace?.StartsWith(Storage, StringComparison.Ordinal) == true;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    [GeneratedRegex(@"(?<=<)[\w.]+(?=>)", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
