using System.Text.RegularExpressions;
using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>The header row of a list: columns that mean something to us, and any others, which are placeholders.</summary>
internal sealed partial class AudienceColumns
{
    public const string Example = "phone,name,language";

    private const string PhoneName = "phone";
    private const string LanguageName = "language";
    private const string ConsentPrefix = "consent_";

    /// <summary>Of a consent: where, to what, when.</summary>
    public static readonly string[] Consents = ["consent_source", "consent_text", "consent_at"];

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    public AudienceColumns(IReadOnlyList<string> header)
    {
        Count = header.Count;
        string[] names = [.. header.Select(CampaignWords.Plain)];
        foreach (var (place, name) in names.Index())
            Add(name, place);
        // Without a header the first row is somebody, of whom nothing is told.
        if (!_places.ContainsKey(PhoneName))
        {
            _faults.Clear();
            _faults.Add(UnnamedPhone.Fault(names, PhoneName, IsOurs));
        }
        Others = [.. _places.Where(column => !IsOurs(column.Key)).Select(column => (column.Key, column.Value))];
    }

    /// <summary>Every fault of the header; none when the list can be read.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public int Count { get; }

    public int? Phone => Place(PhoneName);
    public int? Name => Place(CampaignWords.Name);
    public int? Language => Place(LanguageName);
    public int? Card => Place(CampaignWords.Card);
    public int? ConsentSource => Place(Consents[0]);
    public int? ConsentText => Place(Consents[1]);
    public int? ConsentAt => Place(Consents[2]);

    public IReadOnlyList<(string Name, int Place)> Others { get; }

    /// <summary>What a text may show of a row.</summary>
    public IReadOnlyList<string> Placeholders => [.. _places.Keys.Where(IsShown)];

    /// <summary>Whether a text may show a column of this name: whom it goes to, and how they agreed, are no words of it.</summary>
    internal static bool IsShown(string name) =>
        name is not (PhoneName or LanguageName) && !Consents.Contains(name, StringComparer.Ordinal);

    private void Add(string name, int place)
    {
        if (name.Length == 0)
            _faults.Add($"Column {place + 1} has no name.");
        else if (CampaignWords.Drawn.ContainsKey(name))
            _faults.Add($"Column '{name}' is not taken: user names and passwords are made here, and none is kept.");
        else if (!Fit().IsMatch(name))
            _faults.Add(
                $"Column '{name}' has no name for a placeholder: at most 40 letters, digits, spaces, '-' or '_'."
            );
        else if (
            name.StartsWith(ConsentPrefix, StringComparison.Ordinal) && !Consents.Contains(name, StringComparer.Ordinal)
        )
            _faults.Add($"Column '{name}' is not known: a consent has the columns {string.Join(", ", Consents)}.");
        else if (!_places.TryAdd(name, place))
            _faults.Add($"Column '{name}' stands there twice.");
    }

    private int? Place(string name) => _places.TryGetValue(name, out var place) ? place : null;

    private static bool IsOurs(string name) =>
        name is PhoneName or LanguageName or CampaignWords.Name or CampaignWords.Card
        || Consents.Contains(name, StringComparer.Ordinal);

    [GeneratedRegex(
        @"^[\p{L}\p{Nd}_ -]{1,40}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Fit();
}
