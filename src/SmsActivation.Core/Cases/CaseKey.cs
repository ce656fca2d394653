namespace SmsActivation.Core.Cases;

/// <summary>By what a case is asked for. Ids only: a phone or a card number must stand in no address.</summary>
public enum CaseBy
{
    /// <summary>The phone of a row of the log.</summary>
    Log,

    /// <summary>The card of a row of the log.</summary>
    LogCard,

    /// <summary>The phone of a text that may not be decided yet.</summary>
    Text,

    /// <summary>The phone of a text of ours.</summary>
    Reply,
    Member,
    Card,
}

public sealed record CaseKey(CaseBy By, long Id);

/// <summary>What a case is about.</summary>
public abstract record CaseSubject
{
    /// <param name="Number">The conversation's key: E.164, or a sender of another kind as it came.</param>
    public sealed record Phone(string Number) : CaseSubject;

    public sealed record Card(string Number) : CaseSubject;
}
