using System.Text.RegularExpressions;
using SmsActivation.Core.Reading;

namespace SmsActivation.Tests.Dialogue;

/// <summary>
/// The senders of the dialogue texts and what their country makes of digits. The one place to plug a real reader of
/// phone numbers into.
/// </summary>
internal static class DialogueSenders
{
    private const string OurNumber = "+15005550006";

    private static readonly (string Code, string Trunk, string National)[] s_plans =
    [
        ("971", "0", "5[0-9]{8}|[2-4679][0-9]{7}"),
        ("380", "0", "[3-9][0-9]{8}"),
        ("77", "8", "0[0-9]{8}"),
        ("7", "8", "[3489][0-9]{9}"),
        ("1", "1", "[2-9][0-9]{2}[2-9][0-9]{6}"),
        ("44", "0", "7[0-9]{9}|[12][0-9]{8,9}"),
        ("49", "0", "1[5-7][0-9]{8,9}|[2-9][0-9]{5,10}"),
        ("33", "0", "[1-79][0-9]{8}"),
        ("47", "", "[2-9][0-9]{7}"),
        ("65", "", "[3689][0-9]{7}"),
        ("91", "0", "[6-9][0-9]{9}"),
        ("55", "0", "[1-9]{2}9?[0-9]{8}"),
    ];

    public static SenderForms For(string e164)
    {
        var plan = Array.Find(s_plans, plan => e164.StartsWith($"+{plan.Code}", StringComparison.Ordinal));
        // Kazakh numbers are dialled with the 7 that they share with Russian ones.
        var (code, seven) = plan.Code == "77" ? ("7", "7") : (plan.Code, "");
        var valid = new Regex($@"\A(?:00{code}|{code}|{plan.Trunk})?{seven}(?:{plan.National})\z");
        return new SenderForms(
            new HashSet<string>([.. Written(e164, code, plan.Trunk), .. Written(OurNumber, "1", "1")]),
            valid.IsMatch
        );
    }

    private static string[] Written(string e164, string code, string trunk)
    {
        var national = e164[(code.Length + 1)..];
        return [national, trunk + national, code + national, $"00{code}{national}"];
    }
}
