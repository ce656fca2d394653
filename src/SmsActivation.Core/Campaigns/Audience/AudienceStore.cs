using SmsActivation.Core.Campaigns.Credentials;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>What becomes of somebody on a list once all that we know of their phone is looked at.</summary>
/// <param name="Reason">Null for one of this campaign's own control group.</param>
internal sealed record AudienceVerdict(long Id, RecipientState State, string? Reason);

/// <summary>Writes a list, many rows in one transaction. Only one load of a campaign goes on at a time: each transaction
/// holds its token for a while longer, and finds out when it is another's.</summary>
internal sealed class AudienceStore(IDatabase database, long campaign, string token)
{
    /// <summary>A load that was not heard of for so long has ended in a crash.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // What stands with a campaign that has not started, its list aside.
    private static readonly string[] BelongToOne =
    [
        "campaign_texts",
        "campaign_step_texts",
        "campaign_steps",
        "campaign_tests",
        "campaign_loads",
    ];

    private const int PhonesInOneSelect = 50;
    private const int MostInOneStatement = 200;

    /// <summary>False when it is under way already, or not one whose list may change. Whoever approved it approved another
    /// list.</summary>
    /// <param name="by">Whoever brings it, where they are known: theirs is not the second person's word on it.</param>
    /// <param name="seen">The version that its words and its control group are of; null for whichever stands.</param>
    /// <param name="columns">Of the list, that a text may show, parted by commas.</param>
    public Task<bool> BeginAsync(DateTimeOffset now, string? by = null, int? seen = null, string? columns = null) =>
        database.WriteAsync(async session =>
            await session.ExecuteAsync(
                """
                update campaigns set state = 'Loading', feed_token = @token, feed_until = @until, loaded_at = @now,
                    approved_by = null, approved_at = null, version = version + 1, changed_by = coalesce(@by, changed_by),
                    list_columns = @columns
                where id = @campaign and version = coalesce(@seen, version)
                    and (state in ('Draft', 'Ready') or (state = 'Loading' and (feed_until is null or feed_until <= @now)))
                """,
                new
                {
                    campaign,
                    token,
                    until = now + Lease,
                    now,
                    by,
                    seen,
                    columns,
                }
            ) > 0
        );

    /// <summary>Rows of an earlier load, as many as asked for; how many there were, or null when the campaign is not ours
    /// any more.</summary>
    public Task<int?> RemoveAsync(int rows, TransactionClock clock, DateTimeOffset now) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await HoldAsync(session, now))
                return null;
            var parameters = new { campaign, rows };
            var ids = await session.QueryAsync<long>(
                $"select id from campaign_recipients where campaign_id = @campaign order by phone{session.Dialect.First("@rows")}",
                parameters
            );
            foreach (var some in ids.Chunk(MostInOneStatement))
                await session.ExecuteAsync("delete from campaign_recipients where id in @some", new { some });
            if (ids.Count == rows)
                return rows;
            var lines = await session.QueryAsync<int>(
                $"select line from campaign_left_out where campaign_id = @campaign order by line{session.Dialect.First("@rows")}",
                parameters
            );
            foreach (var some in lines.Chunk(MostInOneStatement))
                await session.ExecuteAsync(
                    "delete from campaign_left_out where campaign_id = @campaign and line in @some",
                    new { campaign, some }
                );
            return Math.Max(ids.Count, lines.Count);
        });

    /// <summary>The rows, without consents that are kept already: each is kept once for a phone and its words, and one whose
    /// phone took one back since, or opted out, is not given again by an old list. Two lists that bring one in the same moment may keep it twice,
    /// which harms nobody.</summary>
    public Task<AudienceEntry[]> WithoutKeptConsentsAsync(IReadOnlyList<AudienceEntry> entries) =>
        database.ReadAsync<AudienceEntry[]>(async session =>
        {
            var kept = new List<KeptConsent>();
            foreach (
                var phones in entries
                    .Select(entry => entry.Row?.Consent?.Phone)
                    .OfType<string>()
                    .Distinct()
                    .Chunk(PhonesInOneSelect)
            )
                kept.AddRange(
                    await session.QueryAsync<KeptConsent>(
                        """
                        select phone, words, revoked_at from phone_consents where phone in @phones
                        union all
                        select phone, '' as words, opted_out_at as revoked_at from opt_outs
                        where phone in @phones and channel = 'sms'
                        """,
                        new { phones }
                    )
                );
            var byPhone = kept.ToLookup(consent => consent.Phone, StringComparer.Ordinal);
            return
            [
                .. entries.Select(entry =>
                    entry.Row is { Consent: { } given } row && byPhone[given.Phone].Any(old => old.Stands(given))
                        ? entry with
                        {
                            Row = row with { Consent = null },
                        }
                        : entry
                ),
            ];
        });

    /// <summary>The rows, or as many of the first as the clock allows, in one transaction: how many, or null when the
    /// campaign is not ours any more.</summary>
    public Task<int?> WriteAsync(ArraySegment<AudienceEntry> entries, TransactionClock clock, DateTimeOffset now) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await HoldAsync(session, now))
                return null;
            var written = 0;
            while (written < entries.Count && !(clock.IsUp && written > 0))
            {
                var some = entries[written..Math.Min(written + session.Dialect.RowsTogether, entries.Count)];
                await WriteAsync(session, some);
                written += some.Count;
            }
            return written;
        });

    /// <summary>The first and the last row of the list; null when there is none.</summary>
    public Task<(long First, long Last)?> RangeAsync() =>
        database.ReadAsync<(long, long)?>(async session =>
        {
            var range = await session.FirstAsync<IdRange>(
                "select min(id) as first_id, max(id) as last_id from campaign_recipients where campaign_id = @campaign",
                new { campaign }
            );
            return range is { FirstId: { } first, LastId: { } last } ? (first, last) : null;
        });

    /// <summary>Writes what was found out about rows, as many as the clock allows: how many, or null when the campaign is
    /// not ours any more.</summary>
    public Task<int?> JudgeAsync(ArraySegment<AudienceVerdict> verdicts, TransactionClock clock, DateTimeOffset now) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await HoldAsync(session, now))
                return null;
            var written = 0;
            while (written < verdicts.Count && !(clock.IsUp && written > 0))
            {
                var some = verdicts[written..Math.Min(written + MostInOneStatement, verdicts.Count)];
                foreach (var alike in some.GroupBy(verdict => (verdict.State, verdict.Reason)))
                    await session.ExecuteAsync(
                        """
                        update campaign_recipients set state = @state, reason = @Reason
                        where id in @ids and state = 'Waiting'
                        """,
                        new
                        {
                            state = alike.Key.State.ToString(),
                            alike.Key.Reason,
                            ids = alike.Select(verdict => verdict.Id).ToArray(),
                        }
                    );
                written += some.Count;
            }
            return written;
        });

    /// <summary>Gives user names, as many as the clock allows: how many, or null when the campaign is not ours any
    /// more.</summary>
    public Task<int?> NameAsync(
        ArraySegment<Nameless> people,
        UserNameStore names,
        TransactionClock clock,
        DateTimeOffset now
    ) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await HoldAsync(session, now))
                return null;
            var written = 0;
            while (written < people.Count && !(clock.IsUp && written > 0))
            {
                var some = people[written..Math.Min(written + MostInOneStatement, people.Count)];
                await names.NameAsync(session, some, now);
                written += some.Count;
            }
            return written;
        });

    /// <summary>The list is whole; false when the campaign is not ours any more.</summary>
    public Task<bool> EndAsync() =>
        database.WriteAsync(async session =>
            await session.ExecuteAsync(
                """
                update campaigns set state = 'Ready', feed_token = null, feed_until = null
                where id = @campaign and state = 'Loading' and feed_token = @token
                """,
                new { campaign, token }
            ) > 0
        );

    /// <summary>It was stopped half way: half a list is none.</summary>
    public Task LeaveAsync() =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaigns set state = 'Draft', feed_token = null, feed_until = null
                where id = @campaign and state = 'Loading' and feed_token = @token
                """,
                new { campaign, token }
            )
        );

    /// <summary>The campaign itself, once nobody is on its list any more; false when it is not ours, or has started.</summary>
    public Task<bool> DeleteAsync(Actor by, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (!await HoldAsync(session, now))
                return false;
            var parameters = new { campaign, token };
            foreach (var table in BelongToOne)
                await session.ExecuteAsync($"delete from {table} where campaign_id = @campaign", parameters);
            var name = await session.ScalarAsync<string>("select name from campaigns where id = @campaign", parameters);
            if (
                await session.ExecuteAsync(
                    """
                    delete from campaigns
                    where id = @campaign and state = 'Loading' and feed_token = @token and started_at is null
                    """,
                    parameters
                ) == 0
            )
                return session.Undo(false);
            await StaffActs.WriteAsync(session, new StaffAct(by, StaffActKind.CampaignDeleted) { Detail = name }, now);
            return true;
        });

    private async Task<bool> HoldAsync(Session session, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            update campaigns set feed_until = @until
            where id = @campaign and state = 'Loading' and feed_token = @token
            """,
            new
            {
                campaign,
                token,
                until = now + Lease,
            }
        ) > 0;

    private async Task WriteAsync(Session session, ArraySegment<AudienceEntry> entries)
    {
        var firsts = new List<AudienceRow>(entries.Count);
        var others = new List<AudienceRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
            if (entry.Row is { } row)
                (seen.Add(row.Phone) ? firsts : others).Add(row);
        others.AddRange(await session.InsertNewAsync(Recipients, firsts));
        var leftOut = entries.Select(entry => entry.LeftOut).OfType<LeftOutRow>().ToList();
        if (others.Count > 0)
            leftOut.AddRange(await MergeAsync(session, others));
        if (leftOut.Count > 0)
            await session.InsertNewAsync(LeftOut, leftOut);
        var consents = New(firsts, others).Select(row => row.Consent).OfType<GivenByPhone>().ToList();
        if (consents.Count > 0)
            await session.InsertNewAsync(Consents, consents);
    }

    private static IEnumerable<AudienceRow> New(List<AudienceRow> firsts, List<AudienceRow> others) =>
        // Told apart as objects: to compare all their values would cost more than to write them.
        others.Count == 0
            ? firsts
            : firsts.Except(others, ReferenceEqualityComparer.Instance).Cast<AudienceRow>();

    /// <summary>Rows whose phone the list has already.</summary>
    private async Task<IReadOnlyList<LeftOutRow>> MergeAsync(Session session, IReadOnlyList<AudienceRow> rows)
    {
        var stored = new Dictionary<string, StoredRow>(StringComparer.Ordinal);
        foreach (var some in rows.Select(row => row.Phone).Distinct().Chunk(PhonesInOneSelect))
        foreach (
            var row in await session.QueryAsync<StoredRow>(
                """
                select phone, name, card from campaign_recipients where campaign_id = @campaign and phone in @some
                """,
                new { campaign, some }
            )
        )
            stored.Add(row.Phone, row);
        var merged = rows.Select(row => new LeftOutRow(row.Line, row.Phone, ReasonOf(row, stored[row.Phone]))).ToList();
        var shared = merged.Where(row => row.Reason == LeftOutReason.SharedPhone).Select(row => row.Value!);
        foreach (var some in shared.Distinct().Chunk(PhonesInOneSelect))
            await session.ExecuteAsync(
                """
                update campaign_recipients set state = 'LeftOut', reason = 'SharedPhone'
                where campaign_id = @campaign and phone in @some and state = 'Waiting'
                """,
                new { campaign, some }
            );
        return merged;
    }

    private static LeftOutReason ReasonOf(AudienceRow row, StoredRow stored) =>
        row.Card == stored.Card
        && string.Equals(Folded(row.Name), Folded(stored.Name), StringComparison.OrdinalIgnoreCase)
            ? LeftOutReason.Duplicate
            : LeftOutReason.SharedPhone;

    private static string Folded(string? name) =>
        string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private BulkInsert<AudienceRow> Recipients =>
        new(
            "campaign_recipients",
            Key: ["campaign_id", "phone"],
            [
                new("campaign_id", _ => campaign),
                new("line", row => row.Line),
                new("phone", row => row.Phone),
                new("country", row => row.Country),
                new("zones", row => row.Zones),
                new("name", row => row.Name),
                new("language", row => row.Language),
                new("card", row => row.Card),
                new("fields", row => row.Fields),
                new(
                    "state",
                    row => row.Reason is null ? nameof(RecipientState.Waiting) : nameof(RecipientState.LeftOut)
                ),
                new("reason", row => row.Reason),
                new("about", row => row.About),
            ]
        );

    private BulkInsert<LeftOutRow> LeftOut =>
        new(
            "campaign_left_out",
            Key: ["campaign_id", "line"],
            [
                new("campaign_id", _ => campaign),
                new("line", row => row.Line),
                new("value", row => row.Value),
                new("reason", row => row.Reason.ToString()),
            ]
        );

    private static readonly BulkInsert<GivenByPhone> Consents = new(
        "phone_consents",
        Key: [],
        [
            new("phone", consent => consent.Phone),
            new("source", consent => consent.Source),
            new("words", consent => consent.Words),
            new("given_at", consent => consent.GivenAt),
        ]
    );

    private sealed class IdRange
    {
        public long? FirstId { get; init; }
        public long? LastId { get; init; }
    }

    private sealed class StoredRow
    {
        public string Phone { get; init; } = "";
        public string? Name { get; init; }
        public string? Card { get; init; }
    }

    private sealed class KeptConsent
    {
        public string Phone { get; init; } = "";
        public string Words { get; init; } = "";
        public DateTimeOffset? RevokedAt { get; init; }

        /// <summary>Against one that a list brings.</summary>
        public bool Stands(GivenByPhone given) =>
            RevokedAt is { } revoked ? revoked >= given.GivenAt : Words == given.Words;
    }
}
