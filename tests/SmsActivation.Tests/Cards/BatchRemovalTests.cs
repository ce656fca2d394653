using SmsActivation.Core.Cards;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Cards;

public sealed class BatchRemovalTests
{
    [Theory]
    [InlineData("demo", 3, 0)]
    [InlineData("spring", 2, 1)]
    [InlineData("autumn", 0, 0)]
    public async Task Demo_cards_all_go_and_of_others_those_never_linked(string batch, int removed, int kept)
    {
        await using var temporary = new TemporaryDatabase();
        foreach (var (name, first) in new[] { ("demo", 1000), ("spring", 2000), ("other", 3000) })
            await AddBatchAsync(temporary, name, first);

        var done = await RemoveAsync(temporary, batch);

        Assert.Equal(new BatchRemoved(removed, kept), done);
        Assert.Equal(9 - removed, await temporary.ScalarAsync<int>("select count(*) from cards"));
        Assert.Equal(3, await temporary.ScalarAsync<int>("select count(*) from cards where batch = 'other'"));
        Assert.Equal(3, await temporary.ScalarAsync<int>("select count(*) from activation_log"));
    }

    [Fact]
    public async Task A_large_batch_goes_in_many_transactions()
    {
        await using var temporary = new TemporaryDatabase();
        await temporary.ExecuteAsync(
            $"""
            {Numbers.With}
            insert into cards (number, state, batch, created_at, updated_at)
            select i, 'Issued', 'spring', @at, @at from n where i <= 3000
            """,
            new { at = DateTimeOffset.UnixEpoch }
        );
        Assert.Equal(new BatchRemoved(3000, 0), await RemoveAsync(temporary, "spring"));
    }

    private static Task<BatchRemoved> RemoveAsync(TemporaryDatabase temporary, string batch) =>
        new BatchRemoval(temporary.Database, new WritePace(TimeProvider.System, () => true)).RunAsync(
            batch,
            CancellationToken.None
        );

    /// <summary>Three cards, one of them linked once.</summary>
    private static Task AddBatchAsync(TemporaryDatabase temporary, string batch, int first) =>
        temporary.ExecuteAsync(
            """
            insert into cards (number, state, batch, created_at, updated_at) values
                (@first, 'Issued', @batch, @at, @at), (@first + 1, 'Issued', @batch, @at, @at),
                (@first + 2, 'Issued', @batch, @at, @at);
            insert into members (phone, username, created_at) values (@batch, @batch, @at);
            insert into card_links (card_id, member_id, slot, channel, linked_at, unlinked_at)
            select c.id, m.id, 1, 'sms', @at, @at from cards c, members m where c.number = @first and m.phone = @batch;
            insert into activation_log (inbound_id, at, message_sid, channel, phone, card, outcome, facts)
            values (@first, @at, 'SM', 'sms', @batch, @first, 'Activated', '{}')
            """,
            new
            {
                batch,
                first,
                at = DateTimeOffset.UnixEpoch,
            }
        );
}
