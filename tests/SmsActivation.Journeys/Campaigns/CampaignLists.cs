using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Campaigns;

/// <summary>Campaigns with a list, as loading one leaves them; and what the verbs say of them.</summary>
internal static class CampaignLists
{
    private const string At = "2026-03-01T12:00:00.000Z";

    public static async Task AddAsync(Installation host, string name, int perSecond, IReadOnlyList<string> phones)
    {
        (await host.RunAsync("db", "migrate")).MustSucceed();
        await using DbConnection connection = host.ServerConnectionString is { } server
            ? new SqlConnection(server)
            : new SqliteConnection($"Data Source={host.DatabaseFile};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(
            $"""
            insert into campaigns
                (name, kind, state, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at)
            values ('{name}', 'Invite', 'Ready', {perSecond}, 0, 0, 1440, 3600, 'a journey', '{At}')
            """
        );
        await ExecuteAsync(
            $$"""
            insert into campaign_texts (campaign_id, language, words)
            select id, 'en', 'Your card waits, {name}. Text us its number.' from campaigns where name = '{{name}}'
            """
        );
        for (var i = 0; i < phones.Count; i++)
            await ExecuteAsync(
                $"""
                insert into campaign_recipients (campaign_id, line, phone, zones, name, state)
                select id, {i + 2}, '{phones[i]}', 0, 'Ann', 'Waiting' from campaigns where name = '{name}'
                """
            );
        await transaction.CommitAsync();

        async Task ExecuteAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    public static IReadOnlyList<string> Phones(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => PhoneNumbers.Draw("US"))];

    /// <summary>Phones that got it, and those of which nobody knows.</summary>
    public static async Task<(IReadOnlySet<string> Got, IReadOnlySet<string> Unknown)> WhoAsync(
        Installation host,
        string name
    )
    {
        var rows = await RowsAsync(host, "campaign", "who", name, "--json", "--reveal");
        return (Phones("yes"), Phones("unknown"));

        HashSet<string> Phones(string got) =>
            [
                .. rows.Where(row => row.GetProperty("got").GetString() == got)
                    .Select(row => row.GetProperty("phone").GetString()!),
            ];
    }

    public static async Task<JsonElement> ReportAsync(Installation host, string name) =>
        (await RowsAsync(host, "campaign", "report", name, "--json")).Single();

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(Installation host, params string[] verb)
    {
        var ended = await host.RunAsync(verb);
        ended.MustSucceed();
        return
        [
            .. ended
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }
}
