using SmsActivation.Worker.Ops.Replies;

namespace SmsActivation.Tests.Ops.Replies;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("It is off", "It is off", "It is off")]
    [InlineData("", "It is off", "[+It is off]")]
    [InlineData("It is off", "", "[-It is off]")]
    [InlineData("It is off now", "It was off now", "It [-is ][+was ]off now")]
    [InlineData("It is off", "Sorry, it is off. {support}", "[-It ][+Sorry, it ]is [-off][+off. {support}]")]
    [InlineData("One\ntwo", "One\n\ntwo", "One\n[+\n]two")]
    public void What_is_gone_and_what_is_new_stand_where_they_are_read(string before, string after, string expected) =>
        Assert.Equal(expected, string.Concat(WordDiff.Of(before, after).Select(Written)));

    [Fact]
    public void Both_texts_can_be_read_from_it_sign_by_sign()
    {
        const string before = "Karte *{card} ist  gesperrt.\nRuf an: {support}";
        const string after = "Die Karte *{card} ist\tgesperrt –\nruf uns an: {support}";
        var runs = WordDiff.Of(before, after);
        Assert.Equal(before, string.Concat(runs.Where(run => run.Kind != DiffKind.New).Select(run => run.Text)));
        Assert.Equal(after, string.Concat(runs.Where(run => run.Kind != DiffKind.Gone).Select(run => run.Text)));
    }

    private static string Written(DiffRun run) =>
        run.Kind switch
        {
            DiffKind.Same => run.Text,
            DiffKind.Gone => $"[-{run.Text}]",
            DiffKind.New => $"[+{run.Text}]",
        };
}
