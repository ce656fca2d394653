using SmsActivation.Core.Phones;

namespace SmsActivation.Worker.Ops.Words;

/// <summary>A phone as a page shows it to whoever did not ask to see it whole.</summary>
public static class PhoneWords
{
    private const string Pseudonym = "erased:";

    /// <summary>Whether it is anybody's still.</summary>
    public static bool IsKept(string phone) =>
        phone.Length > 0 && !phone.StartsWith(Pseudonym, StringComparison.Ordinal);

    /// <summary>Masked; of a person who was taken out of the database, only that.</summary>
    public static string Of(string phone) =>
        phone.Length == 0 ? "no longer kept"
        : IsKept(phone) ? PhoneMask.Mask(phone)
        : "erased";
}
