using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Privacy;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Tests.Sweeping;

public sealed class RetentionSweeperTests
{
    [Fact]
    public async Task One_pass_empties_all_that_is_due_and_leaves_the_rest()
    {
        await using var temporary = new TemporaryDatabase();
        var clock = new ManualClock();
        await temporary.ExecuteAsync(
            $"""
            {Numbers.With}
            insert into inbound_messages
                (sid, sender, channel, from_address, to_address, body, holds_password, media_count, received_at,
                 state, done_at)
            select concat('X', i), '+1', 'sms', '+1', 'x', 'words', 0, 0,
                   case when i <= 1050 then @Old else @Young end, 'done', @Young from n where i <= 1100 order by i
            """,
            new { Old = clock.GetUtcNow() - TimeSpan.FromDays(91), Young = clock.GetUtcNow() }
        );
        using var sweeper = new RetentionSweeper(
            new RetentionStore(temporary.Database, new RetentionOptions()),
            new Neighbours(alone: true, clock),
            clock,
            NullLogger<RetentionSweeper>.Instance
        );
        await sweeper.ClearDueAsync(CancellationToken.None);
        Assert.Equal(
            50,
            await temporary.ScalarAsync<long>(
                "select count(*) from inbound_messages where body <> '' and sender <> '' and from_address <> ''"
            )
        );
        Assert.Equal(1100, await temporary.ScalarAsync<long>("select count(distinct sid) from inbound_messages"));
    }
}
