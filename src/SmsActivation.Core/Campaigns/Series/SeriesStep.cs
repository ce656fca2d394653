namespace SmsActivation.Core.Campaigns.Series;

/// <summary>A text of a series behind its first, which is the campaign's own.</summary>
/// <param name="After">So long after the text before has left.</param>
/// <param name="Texts">By language, with their placeholders.</param>
public sealed record SeriesStep(TimeSpan After, IReadOnlyDictionary<string, string> Texts);
