using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>What became of a change.</summary>
public enum CampaignChange
{
    Done,

    /// <summary>Done, and its list must be loaded again: it was checked for other words.</summary>
    DoneWithoutList,
    NameTaken,

    /// <summary>It was started, or its list is being read.</summary>
    TooLate,
}

/// <summary>Changes a campaign until it starts. Whoever approved it approved other words.</summary>
public sealed class CampaignChanges(IDatabase database)
{
    public Task<CampaignChange> ChangeAsync(Campaign seen, NewCampaign campaign, Actor by, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var taken = await session.ScalarAsync<long>(
                $"select count(*) from campaigns{session.Dialect.Alone} where name = @Name and id <> @Id",
                new { campaign.Name, seen.Id }
            );
            if (taken > 0)
                return CampaignChange.NameTaken;
            var before = await session.QueryAsync<TextRow>(
                "select language, words from campaign_texts where campaign_id = @Id",
                seen
            );
            var fits =
                seen.ControlPercent == campaign.ControlPercent
                && ListFits(
                    AllOf(
                        before.ToDictionary(text => text.Language, text => text.Words),
                        await CampaignStore.ThenAsync(session, seen.Id)
                    ),
                    AllOf(campaign.Texts, campaign.Then)
                );
            var changed = await session.ExecuteAsync(
                """
                update campaigns set
                    name = @Name, keyword = @Keyword, per_second = @PerSecond, control_percent = @ControlPercent,
                    day_from = @DayFrom, day_until = @DayUntil, valid_seconds = @ValidSeconds,
                    state = case when @fits = 1 then state else 'Draft' end,
                    version = version + 1, changed_by = @by, approved_by = null, approved_at = null
                where id = @Id and state in ('Draft', 'Ready') and version = @Version
                """,
                new
                {
                    seen.Id,
                    seen.Version,
                    campaign.Name,
                    campaign.Keyword,
                    campaign.PerSecond,
                    campaign.ControlPercent,
                    campaign.DayFrom,
                    campaign.DayUntil,
                    campaign.ValidSeconds,
                    fits,
                    by = by.Name,
                }
            );
            if (changed == 0)
                return CampaignChange.TooLate;
            await session.ExecuteAsync("delete from campaign_texts where campaign_id = @Id", seen);
            await CampaignStore.WriteTextsAsync(session, seen.Id, campaign.Texts);
            await CampaignStore.ChangeStepsAsync(session, seen.Id, campaign.Then);
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.CampaignChanged) { Detail = campaign.Name },
                now
            );
            return fits || seen.State == CampaignState.Draft ? CampaignChange.Done : CampaignChange.DoneWithoutList;
        });

    /// <summary>Whether a list that was checked for some words need not be checked again: nobody is written to in another
    /// language, and no place could stay open.</summary>
    internal static bool ListFits(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var old = before.ToDictionary(
            text => ReplyLanguage.Code(text.Key),
            text => CampaignWords.Places(text.Value).ToHashSet()
        );
        return old.Count == after.Count
            && after.All(text =>
                old.TryGetValue(ReplyLanguage.Code(text.Key), out var names)
                && names.IsSupersetOf(CampaignWords.Places(text.Value))
            );
    }

    /// <summary>By language, what all texts of a series say.</summary>
    private static Dictionary<string, string> AllOf(
        IReadOnlyDictionary<string, string> first,
        IReadOnlyList<SeriesStep> then
    ) =>
        first
            .Concat(then.SelectMany(step => step.Texts))
            .GroupBy(text => ReplyLanguage.Code(text.Key), text => text.Value)
            .ToDictionary(texts => texts.Key, texts => string.Join('\n', texts));

    private sealed class TextRow
    {
        public string Language { get; init; } = "";
        public string Words { get; init; } = "";
    }
}
