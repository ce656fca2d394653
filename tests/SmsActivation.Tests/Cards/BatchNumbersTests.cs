using SmsActivation.Core.Cards;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Cards;

public sealed class BatchNumbersTests
{
    [Fact]
    public async Task A_large_batch_is_read_whole_in_its_order_and_without_the_cards_that_are_in_use()
    {
        await using var database = new TemporaryDatabase();
        await database.ExecuteAsync(
            """
            with recursive n (i) as (select 1 union all select i + 1 from n where i < 2500)
            insert into cards (number, state, batch, code_hash, created_at, updated_at)
            select concat('C', 100000 + i), case when i = 7 then 'Active' else 'Issued' end, 'spring',
                case when i = 8 then 'x' end, '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z' from n
            """
        );
        var found = new List<CardToPrint>();
        await foreach (var page in new BatchNumbers(database.Database, "spring").PagesAsync())
            found.AddRange(page);
        Assert.Equal(2499, found.Count);
        Assert.Equal(
            found.Select(card => card.Number).Order(StringComparer.Ordinal),
            found.Select(card => card.Number)
        );
        Assert.DoesNotContain("C100007", found.Select(card => card.Number));
        Assert.Equal("C100008", Assert.Single(found, card => card.HasCode).Number);
    }
}
