namespace SmsActivation.Journeys.Conversations;

/// <summary>Several turns between some customers and us, as one of the text files tells them.</summary>
/// <param name="Country">Where its people's phones are from.</param>
public sealed record Conversation(
    string Title,
    string Country,
    IReadOnlyDictionary<string, CardSpec> Cards,
    IReadOnlyList<Turn> Turns
)
{
    public override string ToString() => Title;
}

/// <summary>How a card stands when the conversation begins; unknown means: not imported.</summary>
public sealed record CardSpec(string State, string Code = "");

/// <summary>One text and what must come of it.</summary>
/// <param name="Template">The reply's template, null for none.</param>
/// <param name="AnsweredByEarlier">The reply is one that is under way already: no further text.</param>
/// <param name="AtOnce">Posted right after the text before, whatever became of that.</param>
public sealed record Turn(
    string Person,
    IReadOnlyList<string> Marks,
    string Text,
    string Outcome,
    string? Template,
    bool AnsweredByEarlier,
    bool AtOnce
)
{
    public bool OwesText => Template is not null && !AnsweredByEarlier;
}
