using System.Collections.Concurrent;
using Dapper;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Storage.Sqlite;

namespace SmsActivation.Tests.Storage;

/// <summary>However a million rows are searched, it is their indexes that are read, and of the rows only those that are
/// shown: each of them is ten times as wide.</summary>
public sealed class LogPlanTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly LogPlace Place = new(Now, 1);

    private static readonly Func<LogFilter, LogFilter>[] Narrowings =
    [
        filter => filter with { Phone = new PhoneFilter(["+1"]) },
        filter => filter with { Phone = new PhoneFilter(["+1"], "4567") },
        filter => filter with { Phone = new PhoneFilter([], "4567") },
        filter => filter with { Card = "9900" },
        filter => filter with { CardEnding = "4567" },
        filter => filter with { Outcome = OutcomeCode.Activated },
        filter => filter with { Channel = Channel.Sms },
        filter => filter with { Language = "en" },
        filter => filter with { Host = "host-a" },
        filter => filter with { Since = Now },
        filter => filter with { Until = Now },
    ];

    private readonly TextsDialect _texts = new();

    [Fact]
    public async Task No_search_reads_rows_before_it_has_found_them()
    {
        await using var temporary = new TemporaryDatabase();
        await using var database = new SqliteDatabase(temporary.Connections, _texts);
        using var connection = temporary.Connections.OpenReader();
        var log = new LogQuery(database);
        var faults = new List<string>();
        for (var chosen = 0; chosen < 1 << Narrowings.Length; chosen++)
        {
            var filter = Narrowings
                .Where((_, i) => (chosen & (1 << i)) != 0)
                .Aggregate(new LogFilter(), (narrower, narrow) => narrow(narrower));
            await log.ListAsync(filter);
            await log.CountAsync(filter, Place);
            await log.NewsAsync(filter, 1);
            await foreach (var _ in log.BatchesAsync(filter, Place)) { }
            while (_texts.Run.TryTake(out var sql))
                if (sql.Contains("where", StringComparison.Ordinal))
                    faults.AddRange(Steps(connection, sql, filter).Where(ReadsRows).Select(step => $"{step}\n{sql}"));
        }
        Assert.Empty(faults.Take(5));
    }

    private static IEnumerable<string> Steps(System.Data.IDbConnection connection, string sql, LogFilter filter) =>
        connection.Query<Step>("explain query plan " + sql, filter.Parameters(Place)).Select(step => step.Detail);

    /// <summary>All rows one by one, or those in between two times without their being all that was asked for.</summary>
    private static bool ReadsRows(string step) =>
        step.Contains("activation_log", StringComparison.Ordinal)
        && !step.Contains("COVERING", StringComparison.Ordinal)
        && (
            step.StartsWith("SCAN", StringComparison.Ordinal)
            || step.Contains("ix_activation_log_at", StringComparison.Ordinal)
        );

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }

    private sealed class TextsDialect : SqliteDialect
    {
        public ConcurrentBag<string> Run { get; } = [];

        internal override void Running(string sql) => Run.Add(sql);
    }
}
