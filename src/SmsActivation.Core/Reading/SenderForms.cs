namespace SmsActivation.Core.Reading;

/// <summary>What a text's sender makes of digits: which are phone numbers and no card's (rules 4 and 8).</summary>
/// <param name="NeverCandidates">The sender's number and ours in every written form, digits only.</param>
/// <param name="IsPhoneNumber">Whether digits are a valid phone number in the sender's country.</param>
public sealed record SenderForms(IReadOnlySet<string> NeverCandidates, Predicate<string> IsPhoneNumber)
{
    /// <summary>Nothing is known of the sender.</summary>
    public static SenderForms Unknown { get; } = new(new HashSet<string>(), static _ => false);
}
