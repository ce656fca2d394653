using SmsActivation.Core.Activation;

namespace SmsActivation.Tests.Activation;

/// <summary>Whatever the log is asked by, it answers with those rows and no others.</summary>
public sealed class LogQueryTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Other = "+79165550142";
    private readonly Spine _spine = new();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        _spine.Clock.Advance(TimeSpan.FromHours(1));
        await _spine.SayAsync(Other, Spine.Card(2));
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public Task Nothing_asked_is_all() => FindsAsync(new LogFilter(), "Activated", "UnknownCard");

    [Fact]
    public Task Only_so_many_are_the_newest() => FindsAsync(new LogFilter { Limit = 1 }, "UnknownCard");

    [Fact]
    public Task By_phones() => FindsAsync(new LogFilter { Phone = new PhoneFilter([Phone, "+1"]) }, "Activated");

    [Fact]
    public Task By_the_end_of_a_phone() =>
        FindsAsync(new LogFilter { Phone = new PhoneFilter(["0142"], "0142", "142") }, "UnknownCard");

    [Fact]
    public Task By_card() => FindsAsync(new LogFilter { Card = Spine.Card(1) }, "Activated");

    [Fact]
    public Task By_the_end_of_a_card() => FindsAsync(new LogFilter { CardEnding = Spine.Card(1)[^4..] }, "Activated");

    [Fact]
    public Task By_outcome() => FindsAsync(new LogFilter { Outcome = OutcomeCode.UnknownCard }, "UnknownCard");

    [Fact]
    public Task Since() => FindsAsync(new LogFilter { Since = _spine.Clock.GetUtcNow() }, "UnknownCard");

    [Fact]
    public Task By_all_of_it() =>
        FindsAsync(
            new LogFilter
            {
                Phone = new PhoneFilter([Phone], "2671"),
                Card = Spine.Card(1),
                CardEnding = Spine.Card(1)[^4..],
                Outcome = OutcomeCode.Activated,
                Since = DateTimeOffset.UnixEpoch,
            },
            "Activated"
        );

    private async Task FindsAsync(LogFilter filter, params string[] outcomes)
    {
        var found = await new LogQuery(_spine.Temporary.Database).ListAsync(filter);
        Assert.Equal(outcomes, found.Select(entry => entry.Outcome));
    }
}
