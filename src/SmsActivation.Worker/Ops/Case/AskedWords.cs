using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>What the carrier said when it was asked for texts that we missed.</summary>
public static class AskedWords
{
    /// <param name="lacking">How many there were; null when it could not say.</param>
    /// <param name="phone">The one that it was asked about; null for everybody's.</param>
    public static AnswerWords Of(int? lacking, string? phone)
    {
        var of = phone is null ? "anybody" : "this phone";
        var back = $"the last {InboundSweeper.ReachOf(phone).TotalHours} hours";
        return lacking switch
        {
            null => new(false, "The carrier could not be asked just now. Try again in a minute."),
            0 => new(true, $"The carrier has no text from {of} in {back} that is not here. {Else(phone)}"),
            1 => new(true, $"The carrier had one text from {of} that we lacked. It is being handled: {Shown(phone)}.")
            {
                WhileMoving = true,
            },
            var many => new(
                true,
                $"The carrier had {many} texts from {of} that we lacked. They are being handled: {Shown(phone)}."
            )
            {
                WhileMoving = true,
            },
        };
    }

    private static string Else(string? phone) =>
        phone is null
            ? "Ask for the whole phone number: of one phone it is asked further back."
            : "Ask the customer to text again, now: this page shows it within seconds.";

    private static string Shown(string? phone) =>
        phone is null ? "press Find again in a few seconds" : "this page shows it within seconds";
}
