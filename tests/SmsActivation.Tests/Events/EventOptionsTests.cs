using SmsActivation.Core.Events;

namespace SmsActivation.Tests.Events;

public sealed class EventOptionsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData("site", "https://shop.example/hooks", Secret, null)]
    [InlineData("site", "http://127.0.0.1:9000/hooks", Secret, null)]
    [InlineData("", "https://shop.example/hooks", Secret, "Events:Targets:0:Name is ''")]
    [InlineData("a b", "https://shop.example/hooks", Secret, "Events:Targets:0:Name is 'a b'")]
    [InlineData("site", "http://shop.example/hooks", Secret, "Events:Targets:0:Url is 'http://shop.example/hooks'")]
    [InlineData("site", "https://u:p@shop.example/", Secret, "Events:Targets:0:Url is 'https://u:p@shop.example/'")]
    [InlineData("site", "ftp://shop.example/", Secret, "Events:Targets:0:Url is 'ftp://shop.example/'")]
    [InlineData("site", "", Secret, "Events:Targets:0:Url is ''")]
    [InlineData("site", "https://shop.example/hooks", "", "Events:Targets:0:Secret is missing")]
    [InlineData("site", "https://shop.example/hooks", "whsec_short", "Events:Targets:0:Secret is no secret")]
    public void A_fault_names_its_setting_and_never_the_secret(string name, string url, string secret, string? fault)
    {
        var target = new EventTarget
        {
            Name = name,
            Url = url,
            Secret = secret,
        };
        var faults = new EventOptions { Targets = [target] }
            .Faults()
            .ToList();
        if (fault is null)
            Assert.Empty(faults);
        else
            Assert.StartsWith(fault, Assert.Single(faults), StringComparison.Ordinal);
        Assert.DoesNotContain(faults, each => secret.Length > 0 && each.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var target = new EventTarget
        {
            Name = "site",
            Url = "https://shop.example",
            Secret = Secret,
            PreviousSecret = "whsec_old",
        };
        var options = new EventOptions
        {
            Targets = [target, target],
            RetryFor = TimeSpan.Zero,
            Deadline = TimeSpan.FromMinutes(2),
            Parallel = 0,
        };
        Assert.Equal(6, options.Faults().Count());
    }
}
