namespace SmsActivation.Worker.Ops.Case;

/// <summary>What the carrier said when it was asked for texts that we missed.</summary>
public static class AskedWords
{
    /// <param name="lacking">How many there were; null when it could not say.</param>
    public static AnswerWords Of(int? lacking) =>
        lacking switch
        {
            null => new(false, "The carrier could not be asked just now. Try again in a minute."),
            0 => new(
                true,
                "The carrier has no text that we lack. Ask the customer to text again, now, while you look."
            ),
            1 => new(
                true,
                "The carrier had one text that we lacked. It is being handled: look again in a few seconds."
            ),
            var many => new(
                true,
                $"The carrier had {many} texts that we lacked. They are being handled: look again in a few seconds."
            ),
        };
}
