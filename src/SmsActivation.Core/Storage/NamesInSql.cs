namespace SmsActivation.Core.Storage;

/// <summary>The names of an enum as a list in a statement. Given as a parameter the list would be spelled out anew on every run,
/// and a statement of a new text is prepared anew, which costs more than running it.</summary>
internal static class NamesInSql
{
    /// <returns><c>('One', 'Two')</c></returns>
    public static string Of<TEnum>()
        where TEnum : struct, Enum => $"('{string.Join("', '", Enum.GetNames<TEnum>())}')";
}
