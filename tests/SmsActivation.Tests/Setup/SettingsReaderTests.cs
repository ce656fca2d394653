using Microsoft.Extensions.Configuration;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Setup;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Every_bad_value_is_named_at_once_with_its_setting()
    {
        var faults = FaultsOf(
            ("Limits:FailedTries", "-1"),
            ("Limits:PasswordRequests", "abc"),
            ("Limits:WrongCodes", "99999999999"),
            ("Limits:SendsPerDay", "-5"),
            ("Outbox:Lease", "soon"),
            ("Health:OldestDueReply", "x"),
            ("Api:RequestsPerMinute", "0"),
            ("Account:MarketingAge", "100"),
            ("CardNumbers:Example", "9900 0012 3456 7899"),
            ("CardNumbers:Formats:0:Name", "card"),
            ("CardNumbers:Formats:0:Length", "16"),
            ("CardNumbers:Formats:0:Prefixes:0", "9900"),
            ("CardNumbers:Formats:0:CheckDigit", "Luna")
        );
        string[] expected =
        [
            "Limits:FailedTries is -1",
            "Limits:PasswordRequests is 'abc': it must be a whole number",
            "Limits:WrongCodes is '99999999999': it must be a whole number",
            "Limits:SendsPerDay is -5",
            "Outbox:Lease is 'soon': it must be a duration",
            "Health:OldestDueReply is 'x': it must be a duration",
            "Api:RequestsPerMinute is 0",
            "Account:MarketingAge is 100",
            "CardNumbers:Formats:0:CheckDigit is 'Luna': it must be one of",
        ];
        foreach (var fault in expected)
            Assert.Contains(faults, told => told.StartsWith(fault, StringComparison.Ordinal));
        Assert.True(expected.Length == faults.Count, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void Lists_are_kept_for_as_long_as_somebody_asks_whom_they_texted() =>
        Assert.Equal(
            [
                "Campaigns:MinGap is 8.00:00:00: it must not be above Retention:Events (7.00:00:00), for as long as the lists of campaigns are kept.",
                "Campaigns:ActivatedWithin is 14.00:00:00: it must not be above Retention:Events (7.00:00:00), for as long as the lists of campaigns are kept.",
            ],
            FaultsOf(
                ("Retention:Events", "7.00:00:00"),
                ("Retention:Bodies", "7.00:00:00"),
                ("Campaigns:MinGap", "8.00:00:00")
            )
        );

    [Fact]
    public void Defaults_have_no_fault() => Assert.Empty(FaultsOf());

    private static IReadOnlyList<string> FaultsOf(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)))
            .Build();
        var reader = new SettingsReader(configuration);
        reader.Read(forServing: false);
        return reader.Faults;
    }
}
