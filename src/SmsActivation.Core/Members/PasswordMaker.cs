using System.Globalization;
using System.Security.Cryptography;

namespace SmsActivation.Core.Members;

/// <summary>Draws the passwords we text: 12 signs in groups of four, <c>bcdf-ghjk-3467</c>, 55 bits.</summary>
public static class PasswordMaker
{
    /// <summary>No vowels (no words), no look-alikes, and each one septet in GSM-7.</summary>
    public const string Alphabet = "bcdfghjkmnpqrtvwxyz34679";

    /// <summary>Signs without the hyphens.</summary>
    public const int Signs = 12;

    private const int Group = 4;

    public static string Draw()
    {
        string signs;
        do
        {
            signs = RandomNumberGenerator.GetString(Alphabet, Signs);
        } while (signs.Count(char.IsAsciiLetter) < 2); // all digits could be read as a card number

        return string.Join('-', signs.Chunk(Group).Select(group => new string(group)));
    }

    /// <summary>What is hashed: a customer may type it in any case, with or without hyphens (of any kind a phone puts in
    /// their place) and spaces.</summary>
    public static string Normalize(string typed) =>
        string.Concat(
                typed.Where(sign =>
                    !char.IsWhiteSpace(sign)
                    && char.GetUnicodeCategory(sign) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format)
                )
            )
            .ToLowerInvariant();
}
