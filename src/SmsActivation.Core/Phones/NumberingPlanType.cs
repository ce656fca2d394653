namespace SmsActivation.Core.Phones;

/// <summary>One kind of line in a plan: what its national numbers look like, and how long they may be.</summary>
internal sealed record NumberingPlanType(PhoneType Type, PlanPattern Pattern, IReadOnlyList<int> Lengths)
{
    public bool Fits(string national) => Lengths.Contains(national.Length) && Pattern.IsWhole(national);
}
