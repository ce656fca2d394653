using SmsActivation.Core.Profiles;

namespace SmsActivation.Tests.Profiles;

public sealed class ProfileRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    private static readonly Question[] Questions =
    [
        .. Question.Defaults,
        new()
        {
            Name = "shop",
            Kind = QuestionKind.Choice,
            Required = true,
            Choices = [new() { Value = "north" }, new() { Value = "south" }],
        },
        new() { Name = "dog", Longest = 3 },
    ];

    [Theory]
    [InlineData("firstName", "Ann", null)]
    [InlineData("firstName", "  Анна-Мария  ", null)]
    [InlineData("firstName", "", null)]
    [InlineData("firstName", "An\u0000n", ProfileFault.Unreadable)]
    [InlineData("firstName", "An\nn", ProfileFault.Unreadable)]
    [InlineData("firstName", "An\ud800n", ProfileFault.Unreadable)]
    [InlineData("dog", "Rex", null)]
    [InlineData("dog", "🐕🐕🐕", null)]
    [InlineData("dog", "Rexy", ProfileFault.TooLong)]
    [InlineData("birthday", "1990-12-31", null)]
    [InlineData("birthday", "2026-03-01", null)]
    [InlineData("birthday", "2026-03-02", ProfileFault.NoDay)]
    [InlineData("birthday", "1896-03-01", ProfileFault.NoDay)]
    [InlineData("birthday", "31.12.1990", ProfileFault.NoDay)]
    [InlineData("birthday", "1990-02-30", ProfileFault.NoDay)]
    [InlineData("email", "ann@example.com", null)]
    [InlineData("email", "ann@пример.рф", null)]
    [InlineData("email", "ann@nowhere", ProfileFault.NoEmail)]
    [InlineData("email", "@example.com", ProfileFault.NoEmail)]
    [InlineData("email", "a nn@example.com", ProfileFault.NoEmail)]
    [InlineData("email", "ann@example..com", ProfileFault.NoEmail)]
    [InlineData("email", "a@b@example.com", ProfileFault.NoEmail)]
    [InlineData("shop", "north", null)]
    [InlineData("shop", "North", ProfileFault.NoChoice)]
    [InlineData("shoe", "44", ProfileFault.Unknown)]
    public void An_answer_is_taken_or_refused_by_its_question(string name, string answer, ProfileFault? fault)
    {
        var reading = ProfileRules.Read(Questions, [KeyValuePair.Create(name, (string?)answer)], Today);
        if (fault is null)
        {
            Assert.Empty(reading.Faults);
            Assert.Equal(answer.Length == 0 ? null : answer.Trim(), reading.Taken[name]);
        }
        else
        {
            Assert.Empty(reading.Taken);
            Assert.Equal(fault, reading.Faults[name]);
        }
    }

    [Fact]
    public void What_is_required_and_not_there_is_asked_for_in_the_order_of_the_questions()
    {
        var profile = new Dictionary<string, string> { ["email"] = "ann@example.com" };
        Assert.Equal(["firstName", "shop"], ProfileRules.Missing(Questions, profile).Select(question => question.Name));
    }

    [Theory]
    [InlineData("de", "First name")]
    [InlineData("ru", "Имя")]
    public void A_label_without_its_language_is_shown_in_English(string language, string label) =>
        Assert.Equal(label, Question.Defaults[0].LabelIn(language));
}
