using SmsActivation.Core.Twilio;
using SmsActivation.Simulator;

namespace SmsActivation.Tests.Simulator;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Each_step_is_reported_in_order_with_a_signature_over_the_exact_URL()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var created = await world.CreateToAsync(SimulatedWorld.Phone);
        var reports = await world.WebhooksAsync(2);

        var sid = created.Json.Text("sid");
        Assert.Equal(["sent", "delivered"], reports.Select(report => report["MessageStatus"]));
        Assert.All(
            reports,
            report =>
            {
                Assert.Equal(world.Callback, report.Url);
                Assert.Equal(
                    TwilioSignature.Compute(world.Account.AuthToken, world.Callback, report.Form),
                    report.Signature
                );
                Assert.Equal(report["MessageStatus"], report["SmsStatus"]);
                Assert.Equal((sid, sid), (report["MessageSid"], report["SmsSid"]));
                Assert.Equal(world.Account.AccountSid, report["AccountSid"]);
                Assert.Equal((world.Ours, SimulatedWorld.Phone), (report["From"], report["To"]));
                Assert.Equal("2010-04-01", report["ApiVersion"]);
                Assert.DoesNotContain("ErrorCode", report.Form.Keys);
            }
        );
    }

    [Theory]
    [InlineData("+447700909001", "undelivered", 30003, "sent undelivered")]
    [InlineData("+447700909008", "undelivered", 30007, "sent undelivered")]
    [InlineData("+447700909002", "failed", 30006, "failed")]
    public async Task Some_endings_fail(string to, string last, int code, string reported)
    {
        await using var world = await SimulatedWorld.StartAsync();

        var created = await world.CreateToAsync(to);
        var message = await world.MessageInAsync(created.Json.Text("sid")!, last);
        var reports = await world.WebhooksAsync(reported.Split(' ').Length);

        Assert.Equal(code, message.Number("error_code"));
        Assert.NotEmpty(message.Text("error_message")!);
        Assert.Equal(reported.Split(' '), reports.Select(report => report["MessageStatus"]));
        Assert.Equal($"{code}", reports[^1]["ErrorCode"]);
    }

    [Fact]
    public async Task Ending_9003_stays_sent()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var created = await world.CreateToAsync("+447700909003");
        var other = await world.CreateToAsync(SimulatedWorld.Phone);
        await world.MessageInAsync(other.Json.Text("sid")!, "delivered");
        await world.MessageInAsync(created.Json.Text("sid")!, "sent");
        var reports = await world.WebhooksAsync(3);

        Assert.Equal(["sent"], reports.Where(r => r["To"] == "+447700909003").Select(r => r["MessageStatus"]));
    }

    [Fact]
    public async Task Ending_9005_is_a_500_and_accepts_nothing()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var (status, json) = await world.CreateToAsync("+447700909005");

        Assert.Equal((500, 20500), (status, json.Number("code")));
        var list = await world.CallAsync(HttpMethod.Get, $"{world.Messages}.json");
        Assert.Equal(0, list.Json.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Ending_9006_reports_before_it_answers()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var (status, json) = await world.CreateToAsync("+447700909006");
        var reports = world.WebhooksAsync(2);

        Assert.True(reports.IsCompletedSuccessfully, "the reports were there when the answer came");
        Assert.Equal(["sent", "delivered"], (await reports).Select(report => report["MessageStatus"]));
        Assert.Equal((201, "queued"), (status, json.Text("status")));
    }

    [Fact]
    public async Task Ending_9007_is_throttled_every_first_time()
    {
        await using var world = await SimulatedWorld.StartAsync();

        var first = await world.CreateToAsync("+447700909007");
        var second = await world.CreateToAsync("+447700909007");
        var third = await world.CreateToAsync("+447700909007");

        Assert.Equal((429, 20429), (first.Status, first.Json.Number("code")));
        Assert.Equal((201, 429), (second.Status, third.Status));
    }

    [Fact]
    public async Task A_report_that_is_not_taken_comes_again_before_the_next_one()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.Answers.Enqueue(503);
        world.Answers.Enqueue(500);

        await world.CreateToAsync(SimulatedWorld.Phone);
        var reports = await world.WebhooksAsync(4);

        Assert.Equal(["sent", "sent", "sent", "delivered"], reports.Select(report => report["MessageStatus"]));
    }
}
