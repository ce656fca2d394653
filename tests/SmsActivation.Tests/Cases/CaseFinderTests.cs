using SmsActivation.Core.Activation;
using SmsActivation.Core.Cases;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class CaseFinderTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Phones_are_found_by_their_last_digits_the_newest_first()
    {
        await _bench.Spine.SayAsync("+14155554567", "hello");
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Spine.SayAsync("+14155564567", "hello");
        await _bench.Spine.SayAsync("+14155564568", "hello");
        var hits = await PhonesAsync("4567");
        Assert.Equal(["+14155564567", "+14155554567"], hits.Select(hit => hit.Number));
        Assert.All(
            hits,
            hit => Assert.Equal((CaseBy.Log, "MissingCardNumber", false), (hit.Key.By, hit.LastOutcome, hit.IsCard))
        );
    }

    [Fact]
    public async Task The_0_that_is_dialled_at_home_hides_nobody()
    {
        await _bench.Spine.SayAsync("+447700900123", "hello");
        var asked = new CaseAsked { Phone = new PhoneFilter([], "0900123", "900123") };
        Assert.Equal("+447700900123", Assert.Single(await _bench.Finder.FindAsync(asked)).Number);
    }

    [Fact]
    public async Task A_text_that_nobody_has_decided_is_found_by_its_phone()
    {
        await _bench.Spine.Inbox.AcceptAsync(_bench.Spine.Text(CaseBench.Phone, "hello"));
        var hit = Assert.Single(
            await _bench.Finder.FindAsync(new CaseAsked { Phone = new PhoneFilter([CaseBench.Phone]) })
        );
        Assert.Equal(new CaseKey(CaseBy.Text, 1), hit.Key);
    }

    [Fact]
    public async Task A_member_who_never_texted_is_found()
    {
        await _bench.Spine.Temporary.ExecuteAsync(
            "insert into members (phone, username, created_at) values (@Other, 'other', @Now)",
            new { CaseBench.Other, _bench.Now }
        );
        Assert.Equal(new CaseKey(CaseBy.Member, 1), Assert.Single(await PhonesAsync("9999")).Key);
    }

    [Fact]
    public async Task A_card_is_found_by_its_number_and_one_with_a_story_by_its_last_digits()
    {
        await _bench.ActivateAsync();
        var whole = await _bench.Finder.FindAsync(new CaseAsked { Card = Spine.Card(1) });
        var ending = await _bench.Finder.FindAsync(new CaseAsked { CardEnding = Spine.Card(1)[^4..] });
        Assert.Equal(whole, ending);
        Assert.Equal((new CaseKey(CaseBy.Card, 1), "Activated"), (whole[0].Key, whole[0].LastOutcome));
    }

    [Fact]
    public async Task A_card_that_nobody_has_texted_is_found_by_its_last_digits_where_no_other_is()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        var hit = Assert.Single(await _bench.Finder.FindAsync(new CaseAsked { CardEnding = Spine.Card(1)[^4..] }));
        Assert.Equal((Spine.Card(1), null), (hit.Number, hit.LastAt));
    }

    [Fact]
    public async Task A_text_is_found_by_the_carriers_name_of_it_theirs_and_ours()
    {
        await _bench.Spine.Inbox.AcceptAsync(_bench.Spine.Text(CaseBench.Phone, "hello", sid: "SMin"));
        await _bench.HandleAsync();
        await _bench.SendAsync();
        foreach (var sid in new[] { "SMin", "SMout1" })
            Assert.Equal(
                CaseBench.Phone,
                Assert.Single(await _bench.Finder.FindAsync(new CaseAsked { Sid = sid })).Number
            );
        Assert.Empty(await _bench.Finder.FindAsync(new CaseAsked { Sid = "SMnone" }));
    }

    [Fact]
    public async Task Nothing_is_found_of_what_is_not_there()
    {
        await _bench.ActivateAsync();
        Assert.Empty(await PhonesAsync("0000"));
        Assert.Empty(await _bench.Finder.FindAsync(new CaseAsked { CardEnding = "0000" }));
        Assert.Empty(await _bench.Finder.FindAsync(new CaseAsked { Card = Spine.Card(2) }));
    }

    private Task<IReadOnlyList<CaseHit>> PhonesAsync(string ending) =>
        _bench.Finder.FindAsync(new CaseAsked { Phone = new PhoneFilter([], ending) });
}
