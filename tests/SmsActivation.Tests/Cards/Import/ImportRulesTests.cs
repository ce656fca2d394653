using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Import;

namespace SmsActivation.Tests.Cards.Import;

public sealed class ImportRulesTests
{
    // A row for each state a card is in, a column for each that a file may give it, in the order of the enum:
    // Prepared, Issued, Active, Blocked, Expired, Replaced. = keeps, + changes, - is rejected.
    private const string Table = """
        Prepared = + - + + +
        Issued   - = - + + +
        Active   - - = + + +
        Blocked  - - - = + +
        Expired  - - - + = +
        Replaced - - - + + =
        """;

    public static TheoryData<CardState, CardState, char> Changes()
    {
        var changes = new TheoryData<CardState, CardState, char>();
        foreach (var line in Table.Split('\n'))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var to in Enum.GetValues<CardState>())
                changes.Add(Enum.Parse<CardState>(cells[0]), to, cells[1 + (int)to][0]);
        }
        return changes;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_file_issues_prepared_cards_and_ends_any(CardState from, CardState to, char expected)
    {
        var step = ImportRules.Decide(
            new CardRow
            {
                Line = 2,
                Number = "1001",
                State = to,
            },
            new StoredCard { State = from }
        );
        var found = step switch
        {
            ImportStep.Keep => '=',
            ImportStep.Change change when change.Card.State == to && change.From == from => '+',
            ImportStep.Reject => '-',
            _ => '?',
        };
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData(CardState.Prepared, null)]
    [InlineData(CardState.Issued, null)]
    [InlineData(CardState.Active, null)]
    [InlineData(CardState.Blocked, "blocked")]
    [InlineData(CardState.Expired, "expired")]
    [InlineData(CardState.Replaced, "replaced")]
    public void Only_an_ended_card_ends_its_link(CardState state, string? reason) =>
        Assert.Equal(reason, ImportRules.EndsLink(state));
}
