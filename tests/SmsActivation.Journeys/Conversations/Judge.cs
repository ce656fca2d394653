using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Conversations;

/// <summary>Holds what happened against what a file says must happen.</summary>
public static class Judge
{
    public static void Outcomes(Stage stage, Play play)
    {
        var seen = play.Sent.Select((text, i) => Line(i, stage.Log[text.Sid].Outcome, stage.Log[text.Sid].Reply));
        var expected = play.Conversation.Turns.Select((turn, i) => Line(i, turn.Outcome, turn.Template));
        Assert.Equal(expected, seen);

        static string Line(int turn, string outcome, string? reply) => $"turn {turn + 1}: {outcome}, {reply ?? "-"}";
    }

    /// <summary>Each reply once, in its order, as its template has it, in the right language, from the number texted, by
    /// the way that its text came, in as many segments as are allowed.</summary>
    public static void Replies(Stage stage, Play play)
    {
        var turns = play.Conversation.Turns.Zip(play.Sent).ToList();
        foreach (var conversation in turns.GroupBy(turn => turn.Second.From))
        {
            var texts = stage.Seen.Creates.Where(create => create.To == conversation.Key).ToList();
            var owed = conversation.Where(turn => turn.First.OwesText).ToList();
            Assert.Equal(owed.Count, texts.Count);
            foreach (var ((turn, sent), text) in owed.Zip(texts))
            {
                var language = play.LanguageOf(turn);
                Assert.True(
                    ReplyTexts.IsTemplate(text.Body, language, turn.Template!),
                    $"'{sent.Body}' must be answered by {turn.Template} in {language}, was answered by: {text.Body}"
                );
                Assert.Equal(sent.To, text.From);
                Fits(text.Body, turn, sent);
            }
        }
    }

    private static void Fits(string body, Turn turn, InboundSms sent)
    {
        if (sent.From.StartsWith("whatsapp:"))
            return;
        var allowed = Segments.IsGsm(body) && turn.Template != "Activated" ? 1 : 2;
        Assert.True(Segments.Count(body) <= allowed, $"{Segments.Count(body)} segments, {allowed} allowed: {body}");
    }
}
