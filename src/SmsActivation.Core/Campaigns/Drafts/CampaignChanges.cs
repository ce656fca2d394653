using SmsActivation.Core.Campaigns.Audience;
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
public sealed class CampaignChanges(IDatabase database, CampaignOptions options, ReplyOptions replies)
{
    public async Task<CampaignChange> ChangeAsync(Campaign seen, NewCampaign campaign, Actor by, DateTimeOffset now)
    {
        var store = new CampaignStore(database);
        var fits =
            seen.ControlPercent == campaign.ControlPercent
            && ListFits(
                AllOf(await store.TextsAsync(seen.Id), await store.ThenAsync(seen.Id)),
                AllOf(campaign.Texts, campaign.Then)
            )
            && (seen.State != CampaignState.Ready || !await IsTooLongForSomebodyAsync(seen, campaign));
        return await WriteAsync(seen, campaign, fits, by, now);
    }

    /// <summary>The list and its words are those of the version that was seen: where that is another by now nothing is
    /// written.</summary>
    private Task<CampaignChange> WriteAsync(
        Campaign seen,
        NewCampaign campaign,
        bool fits,
        Actor by,
        DateTimeOffset now
    ) =>
        database.WriteAsync(async session =>
        {
            var taken = await session.ScalarAsync<long>(
                $"select count(*) from campaigns{session.Dialect.Alone} where lower(name) = lower(@Name) and id <> @Id",
                new { campaign.Name, seen.Id }
            );
            if (taken > 0)
                return CampaignChange.NameTaken;
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

    /// <summary>Who is left out for that was found out with the words before. The list is read through where it is for its
    /// own columns to say.</summary>
    private async Task<bool> IsTooLongForSomebodyAsync(Campaign seen, NewCampaign campaign)
    {
        var words = CampaignWords.Of(
            seen with
            {
                Name = campaign.Name,
            },
            campaign.Texts,
            options,
            replies,
            campaign.Then
        );
        if (words.AreShortOnEveryList)
            return false;
        await foreach (var one in new AudienceQuery(database, seen.Id).WaitingAsync(CancellationToken.None))
            if (words.IsTooLong(one.Addressee))
                return true;
        return false;
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
}
