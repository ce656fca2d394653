using SmsActivation.Core.Cards;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Commands;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Setup;

/// <summary>What a host asks its database before it serves, and for <c>db status</c>.</summary>
public sealed class HostChecksTests : IAsyncDisposable
{
    private readonly Spine _spine = new();

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_database_serves_the_carrier_that_it_served_first_and_no_demo_cards_for_a_real_one()
    {
        var database = _spine.Temporary.Database;
        Assert.Empty(await StartGate.FaultsAsync(database, Carrier.Twilio));
        await StartGate.RecordAsync(database, Carrier.Simulator);
        await StartGate.RecordAsync(database, Carrier.Twilio);
        Assert.Empty(await StartGate.FaultsAsync(database, Carrier.Simulator));
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.Temporary.ExecuteAsync("update cards set batch = @Demo", new { CardBatch.Demo });
        Assert.Equal(2, (await StartGate.FaultsAsync(database, Carrier.Twilio)).Count);
    }

    [Fact]
    public async Task Figures_are_of_all_tables_and_of_what_waits()
    {
        await StartGate.RecordAsync(_spine.Temporary.Database, Carrier.Simulator);
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync("+14155552671", Spine.Card(1));
        var figures = await DatabaseFigures.ReadAsync(_spine.Temporary.Database);
        Assert.Equal("Simulator", figures.Carrier);
        Assert.Equal(2, figures.Tables.Single(table => table.Name == "cards").Rows);
        Assert.Equal(
            ["Cards Active 1", "Cards Issued 1", "Inbox done 1", "Outbox queued 1"],
            figures.Queues.SelectMany(queue => queue.States.Select(state => $"{queue.Queue} {state.Name} {state.Rows}"))
        );
    }
}
