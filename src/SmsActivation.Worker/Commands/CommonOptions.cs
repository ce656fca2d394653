using System.CommandLine;

namespace SmsActivation.Worker.Commands;

/// <summary>Options that mean the same wherever they stand.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() =>
        new("--json") { Description = "Print one JSON object a line, for other programs." };

    public static Option<bool> Reveal() =>
        new("--reveal") { Description = "Show phones and cards in full, not their last 4 digits only." };
}
