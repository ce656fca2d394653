using System.Net;
using Microsoft.AspNetCore.Http;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Ops;

public sealed class OpsGateTests : IAsyncLifetime
{
    private readonly Spine _spine = new();
    private OpsRig _rig = null!;

    public async Task InitializeAsync() =>
        _rig = await OpsRig.StartAsync(
            _spine,
            (gate, ops) =>
            {
                gate.Get(ops, "/one/{id:long}", StaffPower.SeeNow, _ => Task.FromResult(Results.NotFound()));
                gate.Post(ops, "/one/{id:long}", StaffPower.SeeNow, (_, _) => Task.FromResult(Results.NotFound()));
                gate.Rest(ops);
            }
        );

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Theory]
    [InlineData("/ops/one/9999")]
    [InlineData("/ops/no/such/page")]
    public async Task What_is_not_there_is_told_as_a_page(string path)
    {
        var answer = await _rig.GetAsync(path, StaffRole.Marketing);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("There is nothing here", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_is_what_a_form_does_not_find()
    {
        var answer = await _rig.PostAsync("/ops/one/9999", StaffRole.Marketing, []);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("There is nothing here", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_page_that_is_not_there_is_nothing()
    {
        var answer = await _rig.GetAsync("/ops/one/9999", StaffRole.Marketing, partly: true);
        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_told_nothing_of_it() =>
        Assert.Equal(HttpStatusCode.SeeOther, (await _rig.GetAsync("/ops/no/such/page", role: null)).Status);
}
