using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Cases;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Ops.Case;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Tests.Ops.Case;

/// <summary>The page as a browser gets it: what it shows, what it hides, and who may press what.</summary>
public sealed class CasePagesTests : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script> \"'&<b> \u202Elive";
    private readonly CaseBench _bench = new();
    private readonly InboxWake _inbox;
    private readonly OutboxWake _outbox;
    private ScriptedCarrier _carrier = null!;
    private ClientUnderTest _client = null!;
    private InboundSweeper _sweeper = null!;
    private OpsRig _rig = null!;

    public CasePagesTests() =>
        (_inbox, _outbox) = (new InboxWake(_bench.Spine.Clock), new OutboxWake(_bench.Spine.Clock));

    public async Task InitializeAsync()
    {
        var spine = _bench.Spine;
        var twilio = new TwilioOptions { Numbers = [new TwilioNumber { Number = Spine.OurNumber }] };
        var reader = new SmsReader(CardNumberOptions.Default);
        _carrier = await ScriptedCarrier.StartAsync(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("{\"messages\":[]}");
        });
        _client = new ClientUnderTest(_carrier.Url);
        _sweeper = new InboundSweeper(
            new SweepMarks(_bench.Database),
            spine.Inbox,
            _client.Client,
            twilio,
            new SweepOptions(),
            _inbox,
            new Neighbours(alone: true, spine.Clock),
            spine.Clock,
            NullLogger<InboundSweeper>.Instance
        );
        var acting = new CaseActing(
            _bench.Query,
            _bench.Replays,
            _bench.Mending,
            _bench.Passwords,
            _bench.Limits,
            _bench.Holds,
            _bench.Links,
            _bench.Blocking,
            _bench.Replacing,
            reader,
            _inbox,
            _outbox,
            spine.Clock
        );
        _rig = await OpsRig.StartAsync(
            spine,
            (gate, ops) =>
                new CasePages(
                    gate,
                    _bench.Query,
                    _bench.Finder,
                    new CaseSearch(reader, twilio),
                    acting,
                    new NumberReveals(_bench.Database),
                    _sweeper,
                    new StaffStore(_bench.Database),
                    twilio,
                    spine.Clock
                ).Map(ops)
        );
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        _sweeper.Dispose();
        _client.Dispose();
        await _carrier.DisposeAsync();
        _inbox.Dispose();
        _outbox.Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task I_texted_twice_and_got_nothing_is_found_by_four_digits_and_mended_by_a_new_password()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync(DeliveryState.Undelivered, 30007);

        var found = await FindAsync("my number ends in 2671");
        Assert.Equal((HttpStatusCode.SeeOther, "/ops/case?log=1"), (found.Status, found.Address));
        var page = await _rig.GetAsync(found.Address!, StaffRole.Operator);
        Assert.Contains("was not delivered (30007: a spam filter on the way took the text)", page.Body);
        Assert.Contains(">Send a new password</button>", page.Body);

        var done = await MakeAsync("mend", CaseMove.ReissuePassword, target: 1);
        Assert.Equal("/ops/case?log=1&did=ReissuePassword&answer=DoneTold", done.Address);
        Assert.Contains("A new password is on its way.", (await _rig.GetAsync(done.Address!, StaffRole.Operator)).Body);
        await _bench.SendAsync();
        // What the open page asks for by itself: it is not on its way any more.
        page = await _rig.GetAsync(done.Address!, StaffRole.Operator);
        Assert.Contains("There is nothing to mend", page.Body);
        Assert.DoesNotContain("is on its way", page.Body);
    }

    [Fact]
    public async Task A_text_that_is_filtered_twice_says_so_and_what_else_helps()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync(DeliveryState.Undelivered, 30007);
        await MakeAsync("mend", CaseMove.ReissuePassword, target: 1);
        await _bench.SendAsync(DeliveryState.Undelivered, 30007);
        var page = await _rig.GetAsync("/ops/case?log=1", StaffRole.Operator);
        Assert.Contains("Another text to this phone was lost the same way.", page.Body);
        Assert.Contains("If it is filtered again, ask for the words of our texts to be changed", page.Body);
    }

    [Fact]
    public async Task It_says_another_phone_has_my_card_is_mended_by_an_operator()
    {
        await _bench.ActivateAsync(CaseBench.Other);
        await _bench.SendAsync();
        await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1));
        await _bench.SendAsync();

        var page = await _rig.GetAsync("/ops/case?log=2", StaffRole.Operator);
        Assert.Contains("Another phone, ", page.Body);
        Assert.Contains("value=\"Unlink\"", page.Body);

        var done = await MakeAsync("unlink", CaseMove.Unlink, target: 1, log: 2);
        Assert.EndsWith("did=Unlink&answer=DoneTold", done.Address);
        Assert.Equal(["demo-operator CardUnlinked: " + CaseBench.Why], await _bench.ActsAsync());
        Assert.Equal(["CardUnlinked"], await _bench.ToldAsync());
        Assert.Contains(
            "What stood in the way of card",
            (await _rig.GetAsync("/ops/case?log=2", StaffRole.Operator)).Body
        );
    }

    [Fact]
    public async Task The_phone_that_has_the_card_says_who_asks_for_it_and_leads_there()
    {
        await _bench.ActivateAsync(CaseBench.Other);
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1));
        await _bench.SendAsync();
        var page = await _rig.GetAsync("/ops/case?log=1", StaffRole.Operator);
        Assert.Contains(
            $"Phone {PhoneMask.Mask(CaseBench.Phone)} asks for this card: it texted it on ",
            WebUtility.HtmlDecode(page.Body)
        );
        Assert.Contains("<a href=\"/ops/case?card=1\">", page.Body);
        Assert.Contains("<a href=\"/ops/case?log=2\">", page.Body);
    }

    [Fact]
    public async Task Why_did_you_text_me_is_answered_with_the_words_that_were_agreed_to()
    {
        await _bench.OfferAsync();
        await _bench.StopCampaignsAsync();
        var page = WebUtility.HtmlDecode((await _rig.GetAsync("/ops/case?log=1", StaffRole.Operator)).Body);
        Assert.Contains("The text of campaign <strong>spring</strong> was written", page);
        Assert.Contains("<bdi>Hello Ann</bdi>", page);
        Assert.Matches("<strong>autumn</strong>\\s*: they were left out: they had opted out\\.", page);
        Assert.Contains("<blockquote dir=\"auto\">Offers, please</blockquote>", page);
        Assert.Contains(", by an SMS of theirs</dd>", page);
        Assert.Contains($"SMS from {CaseBench.CampaignNumber}: opted out", page);
        Assert.Contains("Opted out of offers by SMS on ", page);
        // Those who send campaigns do not see cases; who sees both is led there.
        var admin = (await _rig.GetAsync("/ops/case?log=1", StaffRole.Admin)).Body;
        Assert.Contains("<a href=\"/ops/campaigns/1\">spring</a>", admin);
        Assert.DoesNotContain("/ops/campaigns/1", page);
    }

    [Fact]
    public async Task Who_may_not_take_the_next_step_reads_whom_to_ask()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await _bench.Spine.SayAsync(CaseBench.Phone, "I lost my card");
        await _bench.SendAsync();
        await _rig.GetAsync("/ops/case", StaffRole.Supervisor); // so that there is one
        var page = await _rig.GetAsync("/ops/case?log=2", StaffRole.Operator);
        Assert.Contains("<p>You may not do this yourself. Ask a supervisor: demo-supervisor.</p>", page.Body);
        Assert.DoesNotContain("value=\"Block\"", page.Body);
        Assert.DoesNotContain("You may not", (await _rig.GetAsync("/ops/case?log=2", StaffRole.Supervisor)).Body);
    }

    [Theory]
    [InlineData("+1 415 555 2671")]
    [InlineData("(415) 555-2671")]
    public async Task A_whole_phone_that_fits_nothing_is_looked_for_again_until_its_text_is_there(string typed)
    {
        var page = await FindAsync(typed);
        Assert.Contains("hx-post=\"/ops/case/watch\" hx-trigger=\"every 3s\"", page.Body);
        Assert.DoesNotContain("Ask for more: the whole phone number", page.Body);
        var watched = await WatchAsync(typed);
        Assert.Equal((HttpStatusCode.NoContent, null), (watched.Status, watched.Address));

        await _bench.Spine.Inbox.AcceptAsync(_bench.Spine.Text("+14155562671", "hello"));
        Assert.Null((await WatchAsync(typed)).Address); // it only ends like it

        // As it waits, before anything is decided.
        await _bench.Spine.Inbox.AcceptAsync(_bench.Spine.Text(CaseBench.Phone, "hello"));
        Assert.Equal("/ops/case?inbound=2", (await WatchAsync(typed)).Address);
    }

    [Fact]
    public async Task A_whole_card_that_fits_nothing_is_told_to_be_none_of_ours()
    {
        var page = await FindAsync(Spine.Card(1));
        Assert.Contains("This is no card of ours", page.Body);
        Assert.DoesNotContain("hx-post", page.Body);
    }

    [Fact]
    public async Task Last_digits_are_looked_for_once()
    {
        Assert.DoesNotContain("hx-post", (await FindAsync("2671")).Body);
        await _bench.Spine.SayAsync(CaseBench.Phone, "hello");
        Assert.Null((await WatchAsync("2671")).Address);
    }

    [Fact]
    public async Task A_card_that_nobody_texted_says_where_to_text_it_and_waits_for_that()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        var page = await _rig.GetAsync("/ops/case?card=1", StaffRole.Operator);
        Assert.Contains(
            $"text the card's number now, to {Spine.OurNumber}: this page shows it",
            WebUtility.HtmlDecode(page.Body)
        );
        Assert.Contains("hx-get=\"/ops/case?card=1\" hx-trigger=\"every 3s\"", page.Body);
        await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1));
        await _bench.SendAsync();
        page = await _rig.GetAsync("/ops/case?card=1", StaffRole.Operator);
        Assert.Contains("The card is active on phone", page.Body);
        Assert.Contains("hx-trigger=\"every 10s\"", page.Body); // nothing is expected, and it is live all the same
    }

    [Fact]
    public async Task A_text_that_never_came_says_so_and_what_to_try()
    {
        var page = await FindAsync("8888");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("The text probably never reached us", page.Body);
        Assert.Contains(WebUtility.HtmlEncode(Spine.OurNumber).Replace("+", "&#x2B;"), page.Body);
        var asked = await _rig.PostAsync("/ops/case/ask-carrier", StaffRole.Operator, new() { ["typed"] = "8888" });
        Assert.Contains("has no text from anybody in the last 2 hours that is not here", asked.Body);
        Assert.DoesNotContain("Ask the carrier", (await FindAsync("8888", StaffRole.Viewer)).Body);
    }

    [Fact]
    public async Task A_text_that_is_missing_from_a_story_is_asked_for_at_the_carrier_and_the_story_stays_open()
    {
        await _bench.Spine.SayAsync(CaseBench.Phone, "hello");
        await _bench.SendAsync();
        var asked = await _rig.PostAsync(
            "/ops/case/ask-carrier",
            StaffRole.Operator,
            new() { ["by"] = "Log", ["id"] = "1" }
        );
        Assert.Equal("/ops/case?log=1&lacking=0", asked.Address);
        var page = await _rig.GetAsync(asked.Address!, StaffRole.Operator);
        Assert.Contains("has no text from this phone in the last 24 hours that is not here", page.Body);
        Assert.Contains("hx-trigger=\"every 3s\"", page.Body);
        Assert.Equal(CaseBench.Phone, Query(_carrier.Requests.First().Target)["From"].ToString());
    }

    [Fact]
    public async Task Several_that_fit_are_listed_and_too_little_is_told()
    {
        await _bench.Spine.SayAsync("+14155552671", "hello");
        await _bench.Spine.SayAsync("+14155562671", "hello");
        var page = await FindAsync("2671");
        Assert.Contains("/ops/case?log=1", page.Body);
        Assert.Contains("/ops/case?log=2", page.Body);
        Assert.DoesNotContain("14155552671", page.Body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await FindAsync("26")).Status);
    }

    [Fact]
    public async Task What_a_customer_typed_is_shown_as_text()
    {
        await _bench.Spine.SayAsync(CaseBench.Phone, Hostile);
        await _bench.SendAsync();
        var page = await _rig.GetAsync("/ops/case?log=1", StaffRole.Viewer);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page.Body);
        Assert.DoesNotContain("<script>alert", page.Body);
        Assert.DoesNotContain("<b>", page.Body);
        Assert.DoesNotContain('\u202E', page.Body);
        Assert.Contains("[U&#x2B;202E]live", page.Body);

        var found = await FindAsync(Hostile);
        Assert.DoesNotContain("<script>alert", found.Body);
        Assert.DoesNotContain("value=\"<", found.Body);
    }

    [Fact]
    public async Task What_staff_wrote_is_shown_as_text_too()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync(DeliveryState.Failed, 30008);
        await _rig.PostAsync("/ops/case/mend", StaffRole.Operator, Fields(CaseMove.ReissuePassword, 1, 1, Hostile));
        var page = await _rig.GetAsync("/ops/case?log=1", StaffRole.Viewer);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page.Body);
        Assert.DoesNotContain("<script>alert", page.Body);
    }

    [Fact]
    public async Task Whole_numbers_are_shown_to_who_asks_once_and_it_is_written_down()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        var page = await _rig.GetAsync("/ops/case?log=1", StaffRole.Operator);
        Assert.DoesNotContain("14155552671", page.Body);
        Assert.DoesNotContain(Spine.Card(1), page.Body);

        var revealed = await RevealAsync(StaffRole.Operator, "Log");
        Assert.Contains("14155552671", revealed.Body);
        Assert.Equal(["demo-operator NumbersRevealed: "], await _bench.ActsAsync());
        Assert.DoesNotContain("14155552671", (await _rig.GetAsync("/ops/case?log=1", StaffRole.Operator)).Body);
        Assert.Contains(Spine.Card(1), (await RevealAsync(StaffRole.Operator, "LogCard")).Body);

        Assert.Equal(HttpStatusCode.Forbidden, (await RevealAsync(StaffRole.Viewer, "Log")).Status);
        Assert.DoesNotContain("Show whole", (await _rig.GetAsync("/ops/case?log=1", StaffRole.Viewer)).Body);
        Assert.Equal(2, (await _bench.ActsAsync()).Count);
    }

    [Theory]
    [InlineData(StaffRole.Shop)]
    [InlineData(StaffRole.Marketing)]
    public async Task Who_has_no_business_with_cases_sees_none(StaffRole role)
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _rig.GetAsync("/ops/case", role)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await FindAsync("2671", role)).Status);
    }

    [Theory]
    [InlineData(StaffRole.Viewer, "mend", CaseMove.ReissuePassword, HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Viewer, "change", CaseMove.Block, HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Operator, "change", CaseMove.Block, HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Operator, "mend", CaseMove.Block, HttpStatusCode.BadRequest)] // not by the back door
    [InlineData(StaffRole.Operator, "unlink", CaseMove.Block, HttpStatusCode.BadRequest)]
    [InlineData(StaffRole.Viewer, "unlink", CaseMove.Unlink, HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Supervisor, "change", CaseMove.Block, HttpStatusCode.SeeOther)]
    public async Task A_move_is_made_by_those_who_may(StaffRole role, string door, CaseMove move, HttpStatusCode status)
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        Assert.Equal(status, (await MakeAsync(door, move, target: 1, role)).Status);
        Assert.Equal(status == HttpStatusCode.SeeOther ? "Blocked" : "Active", await _bench.StateOfCardAsync());
    }

    [Fact]
    public async Task A_form_that_is_none_of_ours_changes_nothing()
    {
        await _bench.ActivateAsync();
        var forged = await _rig.PostAsync(
            "/ops/case/change",
            StaffRole.Supervisor,
            Fields(CaseMove.Block, 1, 1, "because"),
            withToken: false
        );
        Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
        var broken = Fields(CaseMove.Block, 1, 1, "because");
        broken["target"] = "1; drop table cards";
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await _rig.PostAsync("/ops/case/change", StaffRole.Supervisor, broken)).Status
        );
        Assert.Equal("Active", await _bench.StateOfCardAsync());
    }

    [Fact]
    public async Task Without_a_reason_the_page_asks_for_one()
    {
        await _bench.ActivateAsync();
        var done = await _rig.PostAsync("/ops/case/change", StaffRole.Supervisor, Fields(CaseMove.Block, 1, 1, " "));
        Assert.EndsWith("answer=NoReason", done.Address);
        Assert.Contains("write down why", (await _rig.GetAsync(done.Address!, StaffRole.Supervisor)).Body);
        Assert.Equal("Active", await _bench.StateOfCardAsync());
    }

    [Theory]
    [InlineData("?log=99")]
    [InlineData("?card=99")]
    [InlineData("?member=99&log=x")]
    [InlineData("?inbound=99")]
    [InlineData("?message=99")]
    public async Task An_address_that_leads_to_nobody_says_so(string query) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _rig.GetAsync("/ops/case" + query, StaffRole.Viewer)).Status);

    [Fact]
    public async Task A_consent_is_shown_word_for_word_with_where_it_came_from()
    {
        await _bench.Spine.Temporary.ExecuteAsync(
            """
            insert into consent_texts (kind, version, language, text, created_at)
            values ('service', '1', 'en', 'I agree to <this>.', @Now)
            """,
            new { _bench.Now }
        );
        await _bench.ActivateAsync();
        var page = await _rig.GetAsync("/ops/case?log=1", StaffRole.Viewer);
        Assert.Contains("I agree to &lt;this&gt;.", page.Body);
        Assert.Contains("<summary>an SMS</summary><code>SM", page.Body);
    }

    [Fact]
    public async Task Every_move_is_made_by_its_form()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        foreach (var move in Enum.GetValues<CaseMove>())
        {
            var done = await _rig.PostAsync(
                CasePages.DoorOf(move),
                StaffRole.Admin,
                Fields(move, target: 77, log: 1, CaseBench.Why)
            );
            Assert.Contains($"did={move}&answer=", done.Address);
            Assert.Equal(HttpStatusCode.OK, (await _rig.GetAsync(done.Address!, StaffRole.Admin)).Status);
        }
    }

    private static Dictionary<string, StringValues> Query(string target) =>
        QueryHelpers.ParseQuery(target[target.IndexOf('?')..]);

    private Task<OpsAnswer> FindAsync(string typed, StaffRole role = StaffRole.Operator) =>
        _rig.PostAsync("/ops/case/find", role, new() { ["typed"] = typed });

    private Task<OpsAnswer> WatchAsync(string typed) =>
        _rig.PostAsync("/ops/case/watch", StaffRole.Viewer, new() { ["typed"] = typed });

    private Task<OpsAnswer> RevealAsync(StaffRole role, string by) =>
        _rig.PostAsync("/ops/case/reveal", role, new() { ["by"] = by, ["id"] = "1" });

    private Task<OpsAnswer> MakeAsync(
        string door,
        CaseMove move,
        long target,
        StaffRole role = StaffRole.Operator,
        long log = 1
    ) => _rig.PostAsync($"/ops/case/{door}", role, Fields(move, target, log, CaseBench.Why));

    private static Dictionary<string, string> Fields(CaseMove move, long target, long log, string reason) =>
        new()
        {
            ["by"] = "Log",
            ["id"] = $"{log}",
            ["move"] = $"{move}",
            ["target"] = $"{target}",
            ["reason"] = reason,
        };
}
