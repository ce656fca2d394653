using SmsActivation.Core.Reading;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

/// <summary>Reading in the words of a test.</summary>
internal static class Texts
{
    public static readonly SenderForms Russian = DialogueSenders.For("+79161234567");

    public static SmsCommand Read(this SmsReader reader, string body) => reader.Read(body, Russian);

    public static string Numbers(this SmsCommand command) =>
        string.Join(',', command.Candidates.Select(candidate => candidate.Number));
}
