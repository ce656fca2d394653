using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;

namespace SmsActivation.Worker.Setup;

/// <summary>What a reply of ours would be taken for if the customer sent it back; the check of the texts wants: nothing.</summary>
public static class ReplyReading
{
    public static Func<string, string?> By(CardNumberOptions cardNumbers)
    {
        var reader = new SmsReader(cardNumbers);
        return reply => Meaning(reader.Read(reply, SenderForms.Unknown));
    }

    private static string? Meaning(SmsCommand command)
    {
        if (command.Keyword is { } keyword)
            return $"the keyword {keyword}";
        if (command is { LossWord: true, CardWord: true })
            return "a report of loss";
        return command.Candidates.Count > 0 ? "a card number" : null;
    }
}
