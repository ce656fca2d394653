using System.Net;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Ops.Log;

namespace SmsActivation.Tests.Ops.Log;

public sealed class LogPagesTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Hostile = "=cmd|'<b>x";
    private readonly Spine _spine = new();
    private OpsRig _rig = null!;

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        await _spine.SayAsync("+79165550142", "<script>alert(1)</script>");
        await _spine.SayAsync(Hostile, "hello");
        var database = _spine.Temporary.Database;
        var log = new LogQuery(database);
        var twilio = new TwilioOptions { Numbers = [new TwilioNumber { Number = "+12015550100" }] };
        _rig = await OpsRig.StartAsync(
            _spine,
            (gate, ops) =>
                new LogPages(
                    gate,
                    new LogSearch(log, new SmsReader(CardNumberOptions.Default), twilio, _spine.Clock),
                    log,
                    new LogExport(database, log),
                    new HostStore(database),
                    ReplyCatalog.Load([Path.Combine(AppContext.BaseDirectory, "replies")]),
                    _spine.Clock
                ).Map(ops)
        );
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task Rows_show_masked_numbers_and_lead_to_the_case_by_their_id()
    {
        var page = await _rig.GetAsync("/ops/log", StaffRole.Viewer);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<a href=\"/ops/case?log=1\"><bdi>&#x2B;", page.Body);
        Assert.Contains($"<a href=\"/ops/case?log=1&amp;by=card\">&#x2022;", page.Body);
        Assert.Contains("2671", page.Body);
        Assert.Contains("has activated the card: it is theirs", page.Body);
        Assert.Contains("waits to be sent", page.Body);
        Assert.DoesNotContain("· on ", page.Body); // one host decides all
        Assert.DoesNotContain("4155552671", page.Body);
        Assert.DoesNotContain(Spine.Card(1), page.Body);
        Assert.DoesNotContain("<b>", page.Body);
    }

    [Fact]
    public async Task Where_several_hosts_decide_each_row_says_which()
    {
        await _spine.Temporary.ExecuteAsync("update activation_log set host = 'host-b' where id = 1");
        var page = await _rig.GetAsync("/ops/log", StaffRole.Viewer);
        Assert.Contains("on host-a", page.Body);
        Assert.Contains("on host-b", page.Body);
    }

    [Theory]
    [InlineData("?phone=2671", "One text.", "2671")]
    [InlineData("?phone=0142", "One text.", "0142")]
    [InlineData("?card={card}", "No text fits.", "")]
    [InlineData("?outcome=Activated&channel=sms&language=en&host=host-a&since=1h", "One text.", "2671")]
    [InlineData("?from=2030-01-01T00:00", "No text fits.", "")]
    [InlineData("?phone=12", "A phone is looked for by its last 4 digits", "2671")]
    [InlineData("?card=12", "A card is looked for by its last 4 signs", "2671")]
    [InlineData("?since=soon", "How long ago is written as", "2671")]
    [InlineData("?to=never", "Until is written as", "2671")]
    public async Task Filters_narrow_and_what_cannot_be_read_is_said(string query, string told, string shows)
    {
        var page = await _rig.GetAsync(
            "/ops/log" + query.Replace("{card}", Spine.Card(2)[^4..]),
            StaffRole.Viewer,
            partly: true
        );
        Assert.Contains(told, page.Body);
        Assert.Contains(shows, page.Body);
    }

    [Theory]
    [InlineData("phone=%2B14155552671", "/ops/log?phoneOf=1")]
    [InlineData("phone=(415)%20555-2671", "/ops/log?phoneOf=1")]
    [InlineData("phone=%2B14155552600", "/ops/log?phone=552600")]
    [InlineData("phone=5552671", "/ops/log?phone=552671")]
    [InlineData("card={card}", "/ops/log?cardOf=1")]
    [InlineData("card={other}", "/ops/log?card={end}")]
    [InlineData("phone=&outcome=&card=", "/ops/log")]
    public async Task No_address_names_a_whole_number(string query, string address)
    {
        var other = Spine.Card(2);
        query = query.Replace("{card}", Spine.Card(1)).Replace("{other}", other);
        address = address.Replace("{end}", other[^6..]);
        var sent = await _rig.GetAsync("/ops/log?" + query, StaffRole.Viewer);
        Assert.Equal((HttpStatusCode.SeeOther, address), (sent.Status, sent.Address));
        var partly = await _rig.GetAsync("/ops/log?" + query, StaffRole.Viewer, partly: true);
        Assert.Equal((HttpStatusCode.OK, address), (partly.Status, partly.Address));
        Assert.Equal(HttpStatusCode.OK, (await _rig.GetAsync(address, StaffRole.Viewer)).Status);
    }

    [Fact]
    public async Task A_link_to_one_customers_texts_says_whose_they_are()
    {
        var page = await _rig.GetAsync("/ops/log?phoneOf=1", StaffRole.Viewer);
        Assert.Contains("One text.", page.Body);
        Assert.Contains("All of one customer", page.Body);
        Assert.Contains("name=\"phoneOf\" value=\"1\"", page.Body);
        var gone = await _rig.GetAsync("/ops/log?phoneOf=999", StaffRole.Viewer);
        Assert.Contains("no longer in the log", gone.Body);
        Assert.Contains("No text fits.", gone.Body);
    }

    [Theory]
    [InlineData("?host=%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("?language=%22%3E%3Cimg%20src%3Dx%20onerror%3D1%3E")]
    [InlineData("?since=%22onfocus%3D%22alert(1)")]
    [InlineData("?phone=%3Csvg%20onload%3D1%3E")]
    public async Task Markup_in_a_filter_shows_as_text(string query)
    {
        var page = await _rig.GetAsync("/ops/log" + query, StaffRole.Viewer, partly: true);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("<script>alert", page.Body);
        Assert.DoesNotContain("<img src=x", page.Body);
        Assert.DoesNotContain("\"onfocus=\"", page.Body);
        Assert.DoesNotContain("<svg", page.Body);
    }

    [Fact]
    public async Task What_came_since_is_told_once_there_is_something()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await NewsAsync("/0?after=3")).Status);
        await _spine.SayAsync(Phone, "hello");
        var bar = await NewsAsync("/0?after=3&outcome=Acknowledged");
        Assert.Contains("1 new text: show", bar.Body);
        Assert.Contains("href=\"/ops/log?outcome=Acknowledged\"", bar.Body);
        Assert.Contains("hx-get=\"/ops/log/newer/1?outcome=Acknowledged&amp;after=4\"", bar.Body);
        Assert.Contains("3 new texts: show", (await NewsAsync("/2?after=3")).Body);
        Assert.DoesNotContain("new text", (await NewsAsync("/0?after=3&outcome=OptedOut")).Body);

        Task<OpsAnswer> NewsAsync(string rest) =>
            _rig.GetAsync("/ops/log/newer" + rest, StaffRole.Viewer, partly: true);
    }

    [Fact]
    public async Task An_export_is_masked_guarded_and_in_the_book()
    {
        var file = await _rig.GetAsync("/ops/log.csv", StaffRole.Supervisor);
        Assert.Equal("log-2026-03-01-1200.csv", file.File);
        var lines = file.Body.Split("\r\n");
        Assert.StartsWith("\uFEFFtime_utc,message,", lines[0]);
        Assert.Contains(",'=•••••,", lines[1]);
        Assert.Contains(",'+•••••2671,•••• ", lines[3]);
        Assert.Equal("", Assert.Single(lines[4..]));
        Assert.DoesNotContain("4155552671", file.Body);
        Assert.Equal(("demo-supervisor", "LogExported", null, "3 rows, numbers masked"), await LastActAsync());
    }

    [Fact]
    public async Task Whole_numbers_need_a_reason_and_a_form_of_ours()
    {
        const string path = "/ops/log.csv?outcome=Activated";
        var reason = new Dictionary<string, string> { ["reason"] = "the auditor asks" };
        Assert.Equal(HttpStatusCode.BadRequest, (await _rig.PostAsync(path, StaffRole.Admin, [])).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await _rig.PostAsync(path, StaffRole.Admin, new(reason), withToken: false)).Status
        );
        var file = await _rig.PostAsync(path, StaffRole.Admin, reason);
        Assert.Contains($",'{Phone},{Spine.Card(1)},Activated,", file.Body);
        Assert.Equal(("demo-admin", "LogExported", "the auditor asks", "1 rows, whole numbers"), await LastActAsync());
    }

    [Theory]
    [InlineData(null, "/ops/log", HttpStatusCode.SeeOther)]
    [InlineData(StaffRole.Shop, "/ops/log", HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Marketing, "/ops/log", HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Viewer, "/ops/log", HttpStatusCode.OK)]
    [InlineData(StaffRole.Shop, "/ops/log/newer/0?after=1", HttpStatusCode.Forbidden)]
    [InlineData(null, "/ops/log.csv", HttpStatusCode.SeeOther)]
    [InlineData(StaffRole.Viewer, "/ops/log.csv", HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Operator, "/ops/log.csv", HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Supervisor, "/ops/log.csv", HttpStatusCode.OK)]
    public async Task Each_page_asks_for_its_power(StaffRole? role, string path, HttpStatusCode status)
    {
        Assert.Equal(status, (await _rig.GetAsync(path, role)).Status);
    }

    private async Task<(string, string, string?, string)> LastActAsync()
    {
        var act = (await new StaffStore(_spine.Temporary.Database).ActsAsync(before: null, most: 1)).Single();
        return (act.StaffName, act.Kind, act.Reason, act.Detail!);
    }
}
