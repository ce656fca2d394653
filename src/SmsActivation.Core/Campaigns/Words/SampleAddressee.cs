namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Somebody made up, for texts that are looked at before there is a list, and what stands where a text would carry
/// a password: it opens nothing.</summary>
public static class SampleAddressee
{
    public static Addressee One { get; } =
        new()
        {
            Name = "Alexandra",
            UserName = "alexandra",
            Card = "9900000000004567",
        };

    /// <summary>As long as a password, of signs that none of ours has.</summary>
    public static IReadOnlyDictionary<string, string> Drawn { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { [CampaignWords.Password] = "test-test-test" };

    /// <summary>The same with each place filled: by its own name where nothing else is known.</summary>
    public static Addressee Filled(Addressee addressee, IEnumerable<string> places)
    {
        ArgumentNullException.ThrowIfNull(addressee);
        ArgumentNullException.ThrowIfNull(places);
        var fields = addressee.Fields.ToDictionary(StringComparer.Ordinal);
        foreach (var place in places)
            fields.TryAdd(place, place);
        return addressee with
        {
            Fields = fields,
            Name = addressee.Name ?? One.Name,
            UserName = addressee.UserName ?? One.UserName,
            Card = addressee.Card ?? One.Card,
        };
    }
}
