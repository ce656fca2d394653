using SmsActivation.Core.Staff;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>Whom to ask for a step that one may not take oneself.</summary>
public static class WhoMay
{
    private const int MostNamed = 3;

    /// <summary>By name, those first who are there for it.</summary>
    public static string Ask(StaffPower power, IReadOnlyList<StaffPerson> people)
    {
        var roles = Enum.GetValues<StaffRole>().Where(role => role.May(power)).Select(role => role.Word()).ToList();
        var named = people
            .Where(person => person.DisabledAt is null && roles.Contains(person.Role))
            .OrderBy(person => roles.IndexOf(person.Role))
            .Take(MostNamed)
            .Select(person => person.Name)
            .ToList();
        var whom = "aeiou".Contains(roles[0][0], StringComparison.Ordinal) ? $"an {roles[0]}" : $"a {roles[0]}";
        return $"You may not do this yourself. Ask {whom}{(named.Count == 0 ? "" : $": {string.Join(", ", named)}")}.";
    }
}
