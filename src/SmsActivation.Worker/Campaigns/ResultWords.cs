using System.Globalization;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Campaigns;

/// <summary>A campaign's results in plain words.</summary>
internal static class ResultWords
{
    /// <summary>A carrier's code with what it means, or what stands in its place.</summary>
    public static string Failure(CampaignCount failed) =>
        int.TryParse(failed.What, CultureInfo.InvariantCulture, out var code)
            ? $"{code}, {TwilioErrors.Find(code)?.Meaning ?? "not in our list: look it up at the carrier"}"
            : failed.What;

    public static string How(CreditHow how) =>
        how switch
        {
            CreditHow.Keyword => "by the keyword",
            CreditHow.Card => "by the card of the list",
            CreditHow.Phone => "by the phone that was texted",
        };

    public static string Money(decimal amount, string currency) =>
        $"{amount.ToString(amount is < 1 and > 0 ? "#,0.00##" : "#,0.00", CultureInfo.InvariantCulture)} {currency}";

    /// <summary>Of a share of one.</summary>
    public static string Percent(double share) => $"{Number(share)} %";

    /// <summary>In points, with its sign.</summary>
    public static string Points(double difference) =>
        (Math.Round(difference * 100, 1, MidpointRounding.AwayFromZero) >= 0 ? "+" : "−")
        + Number(Math.Abs(difference));

    /// <summary>What the comparison says, and how far it can be trusted.</summary>
    public static string Verdict(Lift lift) =>
        lift.Verdict switch
        {
            LiftVerdict.NoControl => "Nobody is held out, so nobody can tell how many would have activated without it.",
            LiftVerdict.TooSmall =>
                $"Too few to tell: it takes {Lift.LeastPeople} people in each group and {Lift.LeastActivations} activations in the two together.",
            LiftVerdict.MayBeChance =>
                $"The difference may be chance: it is {Points(lift.Difference)} points, {Between(lift)}, and none at all is among that.",
            LiftVerdict.More =>
                $"It works: {Points(lift.Difference)} points, {Between(lift)}. That is about {Count(lift.Extra)} activations that would not have been.",
            LiftVerdict.Fewer =>
                $"Those who were texted activate less often: {Points(lift.Difference)} points, {Between(lift)}.",
        };

    /// <summary>The look of it.</summary>
    public static string? Tone(LiftVerdict verdict) =>
        verdict switch
        {
            LiftVerdict.More => "verdict good",
            LiftVerdict.Fewer => "verdict bad",
            LiftVerdict.NoControl or LiftVerdict.TooSmall or LiftVerdict.MayBeChance => null,
        };

    private static string Between(Lift lift) =>
        $"between {Points(lift.Interval.Low)} and {Points(lift.Interval.High)} with 95 % confidence";

    private static string Count(double number) => Math.Round(number).ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
