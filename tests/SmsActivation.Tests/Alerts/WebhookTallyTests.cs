using Microsoft.AspNetCore.Http;
using SmsActivation.Worker.Alerts;

namespace SmsActivation.Tests.Alerts;

public sealed class WebhookTallyTests
{
    private readonly ManualClock _clock = new();
    private readonly WebhookTally _tally;

    public WebhookTallyTests() => _tally = new WebhookTally(_clock);

    [Theory]
    [InlineData(200, true, 1, 0)]
    [InlineData(503, true, 1, 0)]
    [InlineData(403, true, 0, 1)]
    [InlineData(403, false, 0, 0)]
    public async Task Only_what_is_signed_counts(int status, bool signed, int taken, int refused)
    {
        var context = new DefaultHttpContext();
        if (signed)
            context.Request.Headers["X-Twilio-Signature"] = "c2lnbmF0dXJl";
        await _tally.CountAsync(
            context,
            http =>
            {
                http.Response.StatusCode = status;
                return Task.CompletedTask;
            }
        );
        Assert.Equal((taken, refused), _tally.Lately);
    }

    [Fact]
    public void Five_minutes_are_remembered()
    {
        _tally.Count(refused: true);
        _clock.Advance(TimeSpan.FromMinutes(2));
        _tally.Count(refused: false);
        Assert.Equal((1, 1), _tally.Lately);
        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal((1, 0), _tally.Lately);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((0, 0), _tally.Lately);
        _tally.Count(refused: true);
        Assert.Equal((0, 1), _tally.Lately);
    }
}
