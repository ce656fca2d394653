using System.Text.Json;

namespace SmsActivation.Core.Phones;

/// <summary>Reads one plan as tools/phone-metadata wrote it; what a plan lacks is left out there.</summary>
internal static class NumberingPlanFacts
{
    public static NumberingPlan Read(JsonElement facts)
    {
        var lengths = Lengths(facts.GetProperty("lengths"));
        return new NumberingPlan
        {
            CallingCode = facts.GetProperty("callingCode").GetString()!,
            NationalPrefix = Text(facts, "nationalPrefix"),
            NationalPrefixTransform = Text(facts, "nationalPrefixTransform"),
            WrittenInternationalPrefix = Text(facts, "writtenInternationalPrefix"),
            Pattern = new PlanPattern(facts.GetProperty("pattern").GetString()!),
            NationalPrefixForParsing = Pattern(facts, "nationalPrefixForParsing") ?? Pattern(facts, "nationalPrefix"),
            InternationalPrefix = Pattern(facts, "internationalPrefix"),
            LeadingDigits = Pattern(facts, "leadingDigits"),
            Lengths = lengths,
            Types = [.. facts.GetProperty("types").EnumerateObject().Select(type => Type(type, lengths))],
        };
    }

    /// <summary>A pattern, and its lengths where they are not those of the whole plan.</summary>
    private static NumberingPlanType Type(JsonProperty type, IReadOnlyList<int> lengths) =>
        new(
            Enum.Parse<PhoneType>(type.Name),
            new PlanPattern(type.Value[0].GetString()!),
            type.Value.GetArrayLength() > 1 ? Lengths(type.Value[1]) : lengths
        );

    private static string? Text(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static PlanPattern? Pattern(JsonElement facts, string name) =>
        Text(facts, name) is { } pattern ? new PlanPattern(pattern) : null;

    private static IReadOnlyList<int> Lengths(JsonElement lengths) =>
        [.. lengths.EnumerateArray().Select(length => length.GetInt32())];
}
