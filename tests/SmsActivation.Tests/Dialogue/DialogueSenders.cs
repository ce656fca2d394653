using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;

namespace SmsActivation.Tests.Dialogue;

/// <summary>The senders of the dialogue texts, as the host would see them.</summary>
internal static class DialogueSenders
{
    private const string OurNumber = "+15005550006";

    public static SenderForms For(string e164) =>
        new(
            new HashSet<string>([.. PhoneReader.WrittenForms(e164), .. PhoneReader.WrittenForms(OurNumber)]),
            digits => PhoneReader.IsPhoneNumber(digits, PhoneReader.CountryOf(e164)!)
        );
}
