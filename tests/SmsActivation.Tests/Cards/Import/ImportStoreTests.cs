using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Import;
using SmsActivation.Core.Events;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Cards.Import;

public sealed class ImportStoreTests
{
    [Fact]
    public async Task A_transaction_whose_time_is_up_leaves_the_other_rows_to_the_next()
    {
        await using var database = new TemporaryDatabase();
        var rows = Enumerable
            .Range(0, 10_000)
            // More than either engine writes between two looks at the clock.
            .Select(i => new CardRow { Line = i + 2, Number = $"{10_000 + i}" })
            .ToArray();
        var clock = new TransactionClock(new StepClock(milliseconds: 10), TimeSpan.FromMilliseconds(20));
        var steps = await new ImportStore(database.Database, EventOutbox.Off).WriteAsync(
            rows,
            clock,
            DateTimeOffset.UnixEpoch
        );
        Assert.InRange(steps.Count, 1, 9_999);
        Assert.Equal(steps.Count, await database.ScalarAsync<long>("select count(*) from cards"));
    }
}
