using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Replies;

/// <summary>The texts that staff published, version by version.</summary>
public sealed class ReplyStore(IDatabase database)
{
    private const string Columns =
        "select id, language, template, version, text, published_at, published_by, note from reply_texts";

    /// <summary>The newest version of each text; null when there are no more versions than <paramref name="known"/>.</summary>
    public Task<PublishedTexts?> NewerThanAsync(long known) =>
        database.ReadAsync(async session =>
        {
            // Rows are only ever added, so their number tells of news. The newest id would not: of two that are written side
            // by side, the later one may be there first. And counted before they are read: one too many is read twice.
            var count = await session.ScalarAsync<long>("select count(*) from reply_texts");
            if (count == known)
                return null;
            var all = await session.QueryAsync<PublishedText>($"{Columns} order by version desc");
            return new PublishedTexts(count, Newest(all));
        });

    /// <summary>All versions of one text, the newest first.</summary>
    public Task<IReadOnlyList<PublishedText>> HistoryAsync(string language, ReplyTemplate template) =>
        database.ReadAsync(session =>
            session.QueryAsync<PublishedText>(
                $"{Columns} where language = @language and template = @template order by version desc",
                new { language, template = template.ToString() }
            )
        );

    /// <summary>Publishes a draft over the version that its editor had before them.</summary>
    /// <param name="seen">That version; 0 is the file's.</param>
    /// <param name="faults">What speaks against the draft beside the texts published until now.</param>
    public Task<Publishing> PublishAsync(
        ReplyDraft draft,
        int seen,
        Actor by,
        string note,
        Func<IReadOnlyList<PublishedText>, IReadOnlyList<string>> faults,
        DateTimeOffset now
    ) =>
        database.WriteAsync<Publishing>(async session =>
        {
            // Nobody else publishes in this language meanwhile: each text is judged beside all the others.
            var all = await session.QueryAsync<PublishedText>(
                $"{Columns}{session.Dialect.Alone} where language = @Language order by version desc",
                new { draft.Language }
            );
            var published = Newest(all);
            var newest = published.FirstOrDefault(text => text.Template == draft.Template.ToString());
            if ((newest?.Version ?? 0) != seen)
                return new Publishing.Outrun();
            if (faults(published) is { Count: > 0 } found)
                return new Publishing.Refused(found);
            var inserted = await session.TryInsertAsync(
                """
                insert into reply_texts (language, template, version, text, published_at, published_by, note)
                values (@Language, @template, @version, @Text, @now, @by, @note)
                """,
                new
                {
                    draft.Language,
                    template = draft.Template.ToString(),
                    version = seen + 1,
                    draft.Text,
                    now,
                    by = by.Name,
                    note,
                }
            );
            if (!inserted)
                return session.Undo(new Publishing.Outrun());
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.ReplyPublished, Reason: note)
                {
                    Detail = $"{draft.Template} in {draft.Language}, version {seen + 1}",
                },
                now
            );
            return new Publishing.Done(seen + 1);
        });

    private static IReadOnlyList<PublishedText> Newest(IEnumerable<PublishedText> newestFirst) =>
        [.. newestFirst.DistinctBy(text => (text.Language, text.Template))];
}

/// <param name="Count">Of all versions that there are.</param>
/// <param name="Newest">Of each text.</param>
public sealed record PublishedTexts(long Count, IReadOnlyList<PublishedText> Newest);

/// <summary>What became of a draft.</summary>
public abstract record Publishing
{
    private Publishing() { }

    public sealed record Done(int Version) : Publishing;

    /// <summary>Somebody else published another version since.</summary>
    public sealed record Outrun : Publishing;

    public sealed record Refused(IReadOnlyList<string> Faults) : Publishing;
}
