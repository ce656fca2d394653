namespace SmsActivation.Core.Cards
{
    public sealed record CardNumberFormat
    {
        public string Name { get; init; } = "";
    }

    public sealed class CardNumberOptions
    {
        public List<CardNumberFormat> Formats { get; init; } = [];
        public string Example { get; init; } = "9900 0012 3456 7897";
    }

    public static class CardNumberOptionsValidator
    {
        public static IReadOnlyList<string> Faults(CardNumberOptions o) => [];
    }
}

namespace SmsActivation.Core.Reading
{
    public sealed record SenderForms(IReadOnlySet<string> NeverCandidates, Predicate<string> IsPhoneNumber);

    public sealed class SmsReader(SmsActivation.Core.Cards.CardNumberOptions o)
    {
        public SmsCommand Read(string body, SenderForms sender) => o is null ? new() : new SmsCommand();

        public string? ReadCardNumber(string text) => o is null ? null : text;
    }

    public static class PasswordShape
    {
        public static (string Masked, bool Found) Mask(string body) => (body, false);
    }
}
