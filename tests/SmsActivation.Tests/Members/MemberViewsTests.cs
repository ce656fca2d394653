using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Events;
using SmsActivation.Core.Members;
using SmsActivation.Core.Profiles;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Members;

/// <summary>What a member, and the shop's own site, see of a member, and the changes that the site makes.</summary>
public sealed class MemberViewsTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly AccountOptions Options = new();
    private static readonly ConsentText Words = new(ConsentKind.Marketing, "1", "en", "Offers.");
    private readonly Spine _spine = new();
    private readonly MemberQuery _query;
    private readonly MemberEditing _editing;

    public MemberViewsTests()
    {
        var database = _spine.Temporary.Database;
        _query = new MemberQuery(database);
        _editing = new MemberEditing(
            database,
            new ProfileStore(database, Options, EventOutbox.Off),
            new ConsentStore(database, Options, EventOutbox.Off),
            EventOutbox.Off
        );
    }

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_member_takes_along_all_that_is_kept()
    {
        await SignInAsync("browser");
        await EditAsync(new MemberEdit { Language = "ru", Profile = Answers(("firstName", "Ann")) });
        var export = await new MemberData(_spine.Temporary.Database).ReadAsync(1);
        Assert.Equal((Phone, "ru"), (export.Member.Phone, export.Member.Language));
        Assert.Equal("Ann", export.Profile["firstName"]);
        Assert.Equal((Spine.Card(1), "Active"), (export.Cards.Single().Number, export.Cards.Single().State));
        Assert.Equal("service", Assert.Single(export.Consents).Kind);
        Assert.Equal("browser", Assert.Single(export.SignIns).Agent);
        var text = Assert.Single(export.Texts);
        Assert.Equal((Spine.Card(1), "Activated", "queued"), (text.Body, text.Outcome, text.ReplyState));
    }

    [Fact]
    public async Task The_site_sees_a_member_whole_and_nothing_of_an_erased_one()
    {
        await EditAsync(
            new MemberEdit
            {
                Profile = Answers(("birthday", "1990-01-01")),
                Marketing = Words,
                Source = "site",
            }
        );
        var view = (await _query.FindAsync(1))!;
        Assert.Equal((Phone, Spine.Card(1)), (view.Member.Phone, view.Cards.Single().Number));
        Assert.Equal(["service", "marketing"], view.Consents.Select(consent => consent.Kind));
        Assert.Null(await _query.FindAsync(2));
        await _spine.Temporary.ExecuteAsync("update members set phone = 'erased:1'");
        Assert.Null(await _query.FindAsync(1));
    }

    [Fact]
    public async Task A_change_that_is_refused_in_part_is_not_made_at_all()
    {
        var young = new MemberEdit
        {
            Language = "ru",
            Profile = Answers(("birthday", "2020-01-01")),
            Marketing = Words,
        };
        Assert.NotEqual(MarketingAnswer.Allowed, await EditAsync(young));
        var view = (await _query.FindAsync(1))!;
        Assert.Equal(("en", 0), (view.Member.Language ?? "en", view.Profile.Count));
    }

    [Fact]
    public async Task The_last_sign_ins_are_listed_and_one_ended_alone_stands_no_more()
    {
        var sessions = new SessionStore(_spine.Temporary.Database, Options, EventOutbox.Off);
        foreach (var agent in new[] { "first", "second", "third" })
            await SignInAsync(agent);
        var last = await sessions.LastAsync(1, most: 2, Now);
        Assert.Equal([("third", true), ("second", true)], last.Select(one => (one.Agent!, one.Stands)));
        Assert.Equal(1, await sessions.EndAsync(last[0].Id, Now));
        Assert.Equal(0, await sessions.EndAsync(last[0].Id, Now));
        Assert.Equal([false, true], (await sessions.LastAsync(1, most: 2, Now)).Select(one => one.Stands));
    }

    private Task<MarketingAnswer?> EditAsync(MemberEdit edit) => _editing.EditAsync(1, edit, Now);

    private static Dictionary<string, string?> Answers(params (string Name, string? Answer)[] answers) =>
        answers.ToDictionary(one => one.Name, one => one.Answer);

    private Task SignInAsync(string agent) =>
        _spine.Temporary.ExecuteAsync(
            """
            insert into account_sessions (member_id, token_hash, must_change, agent, created_at, seen_at, expires_at)
            values (1, @agent, 0, @agent, @now, @now, @until)
            """,
            new
            {
                agent,
                now = Now,
                until = Now.AddDays(1),
            }
        );
}
