namespace SmsActivation.Core.Replies;

/// <summary>What a text may leave open, written in braces: <c>{account_url}</c>.</summary>
public enum Placeholder
{
    Brand,
    Card,
    Password,
    AccountUrl,
    Support,
    Example,
    Time,
}

/// <summary>The written name of each placeholder and the length, in signs, that every text must have room for.</summary>
public static class Placeholders
{
    public static string Name(this Placeholder placeholder) =>
        placeholder switch
        {
            Placeholder.Brand => "brand",
            Placeholder.Card => "card",
            Placeholder.Password => "password",
            Placeholder.AccountUrl => "account_url",
            Placeholder.Support => "support",
            Placeholder.Example => "example",
            Placeholder.Time => "time",
        };

    public static int Longest(this Placeholder placeholder) =>
        placeholder switch
        {
            Placeholder.Brand => 13,
            Placeholder.Card => 4,
            Placeholder.Password => 14,
            Placeholder.AccountUrl => 31,
            Placeholder.Support => 16,
            Placeholder.Example => 19,
            Placeholder.Time => 8,
        };

    internal static Placeholder? Find(string name)
    {
        foreach (var placeholder in Enum.GetValues<Placeholder>())
        {
            if (placeholder.Name() == name)
            {
                return placeholder;
            }
        }

        return null;
    }
}
