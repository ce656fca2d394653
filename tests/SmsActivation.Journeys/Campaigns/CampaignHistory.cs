using Microsoft.Data.Sqlite;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Campaigns;

/// <summary>A campaign of three weeks ago with all that came of it, as its host would have left it: for looking at.</summary>
internal static class CampaignHistory
{
    private const int People = 1400;
    private const int HeldOut = 160;

    // In its statements a day of the campaign, and a number below 100 that looks like chance.
    private const string Day = "(i / 75)";
    private const string Chance = "((i * 7919 + i / 13) % 100)";

    public static async Task AddAsync(Installation host, string name)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={host.DatabaseFile};Pooling=False;Default Timeout=30"
        );
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var sql in Statements(name))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = (SqliteTransaction)transaction;
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    private static IEnumerable<string> Statements(string name) =>
        [
            $"""
                insert into campaigns
                    (id, name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds, made_by,
                     made_at, started_by, started_at, ended_at)
                values (900, '{name}', 'Invite', 'Done', 'WINTER', 5, 10, 540, 1200, 36000, 'anna', {At(
                    "'-24 days'"
                )}, 'boris',
                        {At("'-22 days'")}, {At("'-3 days'")})
                """,
            """
                insert into campaign_texts (campaign_id, language, words) values
                    (900, 'en', 'Hi {name}, your points wait. Text WINTER and the number of your card. STOP to end'),
                    (900, 'ru', '{name}, ваши баллы ждут. Пришлите WINTER и номер карты. Отказ: СТОП')
                """,
            $"""
                {Numbers(People)}
                insert into outbound_messages
                    (id, sender, channel, to_address, template, language, holds_password, campaign, campaign_id, state,
                     error_code, due_at, created_at, sent_at, settled_at, segments)
                select 900000 + i, '+1415' || (5550000 + i), 'sms', '+1415' || (5550000 + i), 'Campaign',
                       case when i % 5 = 0 then 'ru' else 'en' end, 0, 1, 900,
                       case when {Chance} < 4 then 'undelivered' when {Chance} < 6 then 'failed' when {Chance} < 9 then 'sent'
                            else 'delivered' end,
                       case when {Chance} < 3 then 30003 when {Chance} < 4 then 30007 when {Chance} < 6 then 21614 end,
                       {FedAt()}, {FedAt()}, {FedAt()}, {FedAt()}, case when i % 5 = 0 then 2 else 1 end
                from n
                """,
            $"""
                {Numbers(People + HeldOut)}
                insert into campaign_recipients
                    (id, campaign_id, line, phone, country, zones, language, state, outbound_id, fed_at, batch, opted_out_at,
                     signed_in_at)
                select 900000 + i, 900, i, 'cleared:' || i, case when i % 5 = 0 then 'CA' else 'US' end, 1,
                       case when i % 5 = 0 then 'ru' else 'en' end,
                       case when i <= {People} then 'Fed' else 'Control' end,
                       case when i <= {People} then 900000 + i end,
                       case when i <= {People} then {FedAt()} end,
                       case i % 3 when 0 then 'shop-12' when 1 then 'shop-14' else 'fair-2026' end,
                       case when i <= {People} and {Chance} = 37 then {FedAt("'+2 hours'")} end,
                       case when i <= {People} and {Chance} between 84 and 93 then {FedAt("'+30 hours'")} end
                from n
                """,
            $"""
                {Numbers(People)}
                insert into campaign_credits (log_id, campaign_id, how, at, recipient_id, language, batch)
                select 9000000 + i, 900, case when {Chance} < 90 then 'Keyword' when {Chance} < 95 then 'Card' else 'Phone' end,
                       {FedAt(
                    "'+' || (i * 37 % 60) || ' hours'"
                )}, 900000 + i, case when i % 5 = 0 then 'ru' else 'en' end,
                       case i % 3 when 0 then 'shop-12' when 1 then 'shop-14' else 'fair-2026' end
                from n where {Chance} >= 82
                """,
            $"""
                {Numbers(People + HeldOut)}
                insert into campaign_compared (campaign_id, recipient_id, at)
                select 900, 900000 + i, {At("'-5 days'")} from n
                where (i <= {People} and {Chance} >= 81) or (i > {People} and {Chance} >= 94)
                """,
        ];

    private static string Numbers(int count) =>
        $"with recursive n (i) as (select 1 union all select i + 1 from n where i < {count})";

    private static string FedAt(string later = "'+0 hours'") =>
        At($"'-' || (22 - {Day}) || ' days', 'start of day', '+' || (9 + i % 9) || ' hours', {later}");

    private static string At(string moved) => $"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', {moved})";
}
