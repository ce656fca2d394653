using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Hosts;

namespace SmsActivation.Tests.Alerts;

public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertFacts Quiet = new() { Now = Now, Day = "2026-03-01" };

    /// <summary>What the facts call for, written <c>Kind(subject) figure</c>; beside it those that stood already.</summary>
    public static TheoryData<string, AlertFacts, string, string> Table =>
        new()
        {
            { "nothing happens", Quiet, "", "" },
            { "a night with three texts", Quiet with { Texts = 3, TextsInPastWeeks = [2, 4, 3, 1] }, "", "" },
            { "silence", Quiet with { Texts = 0, TextsInPastWeeks = [60, 55, 50, 70] }, "", "Silence() 0" },
            {
                "one text is as good as none",
                Quiet with
                {
                    Texts = 1,
                    TextsInPastWeeks = [60, 55, 50, 70],
                },
                "",
                "Silence() 1"
            },
            {
                "fewer than usual is no silence",
                Quiet with
                {
                    Texts = 10,
                    TextsInPastWeeks = [60, 55, 50, 70],
                },
                "",
                ""
            },
            {
                "it stands until texts are back",
                Quiet with
                {
                    Texts = 10,
                    TextsInPastWeeks = [60, 55, 50, 70],
                },
                "Silence()",
                "Silence() 10"
            },
            { "and ends", Quiet with { Texts = 20, TextsInPastWeeks = [60, 55, 50, 70] }, "Silence()", "" },
            { "a week old, nothing is usual yet", Quiet with { TextsInPastWeeks = [60, 0, 0, 0] }, "", "" },
            { "one campaign makes nothing usual", Quiet with { TextsInPastWeeks = [900, 2, 0, 1] }, "", "" },
            { "two weeks with data do", Quiet with { TextsInPastWeeks = [60, 50, 0, 0] }, "", "Silence() 0" },
            {
                "a bad batch",
                Texts((OutcomeCode.UnknownCard, 40), (OutcomeCode.Activated, 60)),
                "",
                "RefusalsJump(UnknownCard) 40"
            },
            { "few refusals prove nothing", Texts((OutcomeCode.UnknownCard, 19), (OutcomeCode.Activated, 1)), "", "" },
            { "its usual share", Texts((OutcomeCode.UnknownCard, 20), (OutcomeCode.Activated, 180)), "", "" },
            {
                "half way back it stands",
                Texts((OutcomeCode.UnknownCard, 22), (OutcomeCode.Activated, 78)),
                "RefusalsJump(UnknownCard)",
                "RefusalsJump(UnknownCard) 22"
            },
            {
                "and ends",
                Texts((OutcomeCode.UnknownCard, 12), (OutcomeCode.Activated, 88)),
                "RefusalsJump(UnknownCard)",
                ""
            },
            { "activations are no refusals", Texts((OutcomeCode.Activated, 500)), "", "" },
            {
                "without a past, half may be usual",
                Texts((OutcomeCode.UnknownCard, 40), (OutcomeCode.Activated, 60)) with
                {
                    UsualOutcomes = Outcomes(),
                },
                "",
                ""
            },
            {
                "and more is not",
                Texts((OutcomeCode.UnknownCard, 60), (OutcomeCode.Activated, 40)) with
                {
                    UsualOutcomes = Outcomes(),
                },
                "",
                "RefusalsJump(UnknownCard) 60"
            },
            { "sends fail", Quiet with { Ended = 40, EndedBadly = 10 }, "", "SendsFail() 25" },
            { "few that fail", Quiet with { Ended = 9, EndedBadly = 9 }, "", "" },
            { "many that do not", Quiet with { Ended = 100, EndedBadly = 20 }, "", "" },
            {
                "they stand to half of it",
                Quiet with
                {
                    Ended = 100,
                    EndedBadly = 20,
                },
                "SendsFail()",
                "SendsFail() 20"
            },
            { "and end", Quiet with { Ended = 100, EndedBadly = 12 }, "SendsFail()", "" },
            { "a text waits", Quiet with { OldestText = Now.AddMinutes(-3) }, "", "OldestText() 3" },
            { "a text has just come", Quiet with { OldestText = Now.AddMinutes(-2) }, "", "" },
            { "a text still waits", Quiet with { OldestText = Now.AddMinutes(-2) }, "OldestText()", "OldestText() 2" },
            { "a reply waits", Quiet with { OldestReply = Now.AddMinutes(-11) }, "", "OldestReply() 11" },
            {
                "a reply waits for tomorrow",
                Quiet with
                {
                    OldestReply = Now.AddMinutes(-11),
                    SendsTaken = 50,
                    Ceiling = 50,
                },
                "",
                "SendCeilingReached(2026-03-01) 50"
            },
            {
                "a reply waits for the restore",
                Quiet with
                {
                    OldestReply = Now.AddMinutes(-11),
                    RestoreSince = Now.AddMinutes(-5),
                },
                "",
                ""
            },
            { "a restore takes too long", Quiet with { RestoreSince = Now.AddMinutes(-31) }, "", "RestoreHolds() 31" },
            { "one dead text", Quiet with { DeadTexts = 1 }, "", "DeadTexts() 1" },
            { "two sends of unknown end", Quiet with { UnknownSends = 2 }, "", "" },
            { "three of them", Quiet with { UnknownSends = 3 }, "", "UnknownSends() 3" },
            { "they stand to the last", Quiet with { UnknownSends = 1 }, "UnknownSends()", "UnknownSends() 1" },
            { "one left to a person", Quiet with { LeftToPerson = 1 }, "", "UnknownSends() 1" },
            { "passwords at the carrier", Quiet with { RedactionsGivenUp = 2 }, "", "RedactionGivenUp() 2" },
            { "a suspended key", Quiet with { SuspendedKeys = ["till-7"] }, "", "ApiKeySuspended(till-7) " },
            {
                "most sends of the day",
                Quiet with
                {
                    SendsTaken = 40,
                    Ceiling = 50,
                },
                "",
                "SendCeilingNear(2026-03-01) 80"
            },
            {
                "all of them at once",
                Quiet with
                {
                    SendsTaken = 50,
                    Ceiling = 50,
                },
                "",
                "SendCeilingReached(2026-03-01) 50"
            },
            {
                "all of them after most",
                Quiet with
                {
                    SendsTaken = 50,
                    Ceiling = 50,
                },
                "SendCeilingNear(2026-03-01)",
                "SendCeilingReached(2026-03-01) 50, SendCeilingNear(2026-03-01) 100"
            },
            { "no ceiling to speak of", Quiet with { SendsTaken = int.MaxValue / 2 }, "", "" },
            {
                "the carrier is away",
                Tried(("", "not-processed", null, 3, 0), ("", "ambiguous", null, 2, 1)),
                "",
                "CarrierDown() 5"
            },
            { "a few tries prove nothing", Tried(("", "not-processed", null, 4, 0)), "", "" },
            {
                "who takes one text is not away",
                Tried(("", "not-processed", null, 9, 0), ("", "accepted", null, 1, 4)),
                "",
                ""
            },
            { "it is away to the last", Tried(("", "not-processed", null, 1, 0)), "CarrierDown()", "CarrierDown() 1" },
            { "a wrong key", Tried(("+15550001111", "our-fault", 20003, 2, 1)), "", "SenderRefused(+•••••1111) 20003" },
            { "one refusal may pass", Tried(("+15550001111", "our-fault", 20003, 1, 1)), "", "" },
            {
                "the key was mended",
                Tried(("+15550001111", "our-fault", 20003, 5, 2), ("+15550001111", "accepted", null, 1, 1)),
                "SenderRefused(+•••••1111)",
                ""
            },
            {
                "another sender proves nothing",
                Tried(("+15550001111", "our-fault", 21606, 5, 2), ("+15550002222", "accepted", null, 9, 1)),
                "",
                "SenderRefused(+•••••1111) 21606"
            },
            {
                "a region that is not switched on",
                Tried(("", "our-fault", 21408, 3, 2), ("", "accepted", null, 99, 1)),
                "",
                "SenderRefused() 21408"
            },
            { "rejected texts are no fault of the sender's", Tried(("", "rejected", 21610, 50, 1)), "", "" },
            {
                "webhooks are refused",
                Host(new HostFacts(WebhooksTaken: 5, WebhooksRefused: 5)),
                "",
                "WebhooksRefused(one) 50"
            },
            { "a few are", Host(new HostFacts(WebhooksRefused: 4)), "", "" },
            { "most are not", Host(new HostFacts(WebhooksTaken: 50, WebhooksRefused: 20)), "", "" },
            {
                "they are to half of it",
                Host(new HostFacts(WebhooksTaken: 50, WebhooksRefused: 20)),
                "WebhooksRefused(one)",
                "WebhooksRefused(one) 29"
            },
            {
                "texts in the spool",
                Host(new HostFacts(SpoolTexts: 3, SpoolSince: Now.AddMinutes(-2))),
                "",
                "SpoolInUse(one) 3"
            },
            { "for a moment", Host(new HostFacts(SpoolTexts: 3, SpoolSince: Now.AddSeconds(-20))), "", "" },
            {
                "for a moment more",
                Host(new HostFacts(SpoolTexts: 3, SpoolSince: Now.AddSeconds(-20))),
                "SpoolInUse(one)",
                "SpoolInUse(one) 3"
            },
            { "a spool that fails", Host(new HostFacts(SpoolFailing: true)), "", "SpoolInUse(one) 0" },
        };

    [Theory, MemberData(nameof(Table))]
    public void What_the_facts_call_for(string when, AlertFacts facts, string stood, string expected)
    {
        var found = AlertRules.Find(facts, (kind, subject) => stood.Contains($"{kind}({subject})"), new AlertOptions());
        var told = string.Join(", ", found.Select(alert => $"{alert.Kind}({alert.Subject}) {alert.Figure}"));
        Assert.True(expected == told, $"{when}: expected '{expected}', found '{told}'");
    }

    [Fact]
    public void What_two_hosts_of_one_name_say_is_added_up()
    {
        var facts = Quiet with
        {
            Hosts = [new HostWord("one", new HostFacts(0, 3)), new HostWord("one", new HostFacts(0, 3))],
        };
        Assert.Single(AlertRules.Find(facts, (_, _) => false, new AlertOptions()));
    }

    private static AlertFacts Texts(params (OutcomeCode Code, int Count)[] outcomes) =>
        Quiet with
        {
            Outcomes = Outcomes(outcomes),
            UsualOutcomes = Outcomes((OutcomeCode.UnknownCard, 20), (OutcomeCode.Activated, 180)),
        };

    private static Dictionary<string, int> Outcomes(params (OutcomeCode Code, int Count)[] outcomes) =>
        outcomes.ToDictionary(one => one.Code.ToString(), one => one.Count);

    private static AlertFacts Tried(
        params (string Number, string Result, int? Code, int Tries, int MinutesAgo)[] tries
    ) =>
        Quiet with
        {
            Tries =
            [
                .. tries.Select(one => new CarrierTries
                {
                    Number = one.Number,
                    Result = one.Result,
                    ErrorCode = one.Code,
                    Tries = one.Tries,
                    LastAt = Now.AddMinutes(-one.MinutesAgo),
                }),
            ],
        };

    private static AlertFacts Host(HostFacts facts) => Quiet with { Hosts = [new HostWord("one", facts)] };
}
