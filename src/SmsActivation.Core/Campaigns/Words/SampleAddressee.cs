namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Somebody made up, for texts that are looked at before there is a list, and what stands where a text would carry
/// a secret: it opens nothing.</summary>
public static class SampleAddressee
{
    public static Addressee One { get; } = new() { Name = "Alexandra", Card = "9900000000004567" };

    /// <summary>Both hold signs that no password and no user name of ours has.</summary>
    public static IReadOnlyDictionary<string, string> Drawn { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["username"] = "sample.user-name",
            ["password"] = "test-test-test",
        };

    /// <summary>The same with each place filled: by its own name where nothing else is known.</summary>
    public static Addressee Filled(Addressee addressee, IEnumerable<string> places)
    {
        ArgumentNullException.ThrowIfNull(addressee);
        var fields = addressee.Fields.ToDictionary(StringComparer.Ordinal);
        foreach (var place in places)
            fields.TryAdd(place, place);
        return addressee with { Fields = fields, Name = addressee.Name ?? One.Name, Card = addressee.Card ?? One.Card };
    }
}
