namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>What somebody is told of a reminder's further texts while they write them.</summary>
/// <param name="Faults">Of how they are written down, each naming its line, and of the steps; those of words stand with
/// them.</param>
/// <param name="Texts">Each step in each language, in their order; those that could be read.</param>
public sealed record SeriesLook(IReadOnlyList<string> Faults, IReadOnlyList<StepLook> Texts);

/// <param name="Step">From 2 on.</param>
public sealed record StepLook(int Step, TimeSpan After, TextLook Look);
