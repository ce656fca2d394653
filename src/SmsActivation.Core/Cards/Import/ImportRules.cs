namespace SmsActivation.Core.Cards.Import;

/// <summary>What a file may do to cards: bring new ones, issue prepared ones, end any. What would un-activate, unlink or
/// re-issue a card is left to people.</summary>
internal static class ImportRules
{
    public static ImportStep Decide(CardRow row, StoredCard? stored)
    {
        if (stored is null)
            return ImportStep.Add.Step;
        if (row.State is { } to && Refusal(stored.State, to) is { } refusal)
            return new ImportStep.Reject(refusal);
        if (stored.State == CardState.Active && row.CodeHash is { } code && code != stored.CodeHash)
            return new ImportStep.Reject("the card is Active: its code is not changed by a file");
        var changed = stored with
        {
            State = row.State ?? stored.State,
            Kind = row.Kind ?? stored.Kind,
            ExpiresOn = row.ExpiresOn ?? stored.ExpiresOn,
            Batch = row.Batch ?? stored.Batch,
            CodeHash = row.CodeHash ?? stored.CodeHash,
            CodeLength = row.CodeLength ?? stored.CodeLength,
            HolderPhone = row.HolderPhone ?? stored.HolderPhone,
        };
        return changed == stored ? new ImportStep.Keep() : new ImportStep.Change(changed, stored.State);
    }

    /// <summary>Why the link of a card in this state ends; null while the state keeps it.</summary>
    public static string? EndsLink(CardState state) =>
        state switch
        {
            CardState.Blocked => "blocked",
            CardState.Replaced => "replaced",
            CardState.Expired => "expired",
            CardState.Prepared or CardState.Issued or CardState.Active => null,
        };

    private static string? Refusal(CardState from, CardState to)
    {
        if (from == to)
            return null;
        return to switch
        {
            CardState.Blocked or CardState.Replaced or CardState.Expired => null,
            CardState.Active => $"the card is {from}: only a customer's text makes it Active",
            CardState.Prepared or CardState.Issued => from switch
            {
                CardState.Prepared => null,
                CardState.Issued => $"the card is Issued: it does not go back to {to}",
                CardState.Active => $"the card is Active: {to} would take it from the customer who uses it",
                CardState.Blocked or CardState.Expired or CardState.Replaced =>
                    $"the card is {from}: a file does not re-issue it as {to}",
            },
        };
    }
}
