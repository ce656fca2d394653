namespace SmsActivation.Worker.Ops.Cards;

/// <summary>How large a file is, as people say it.</summary>
internal static class Sizes
{
    private const long Kilo = 1024;

    public static string Of(long bytes) =>
        bytes switch
        {
            < Kilo => $"{bytes} bytes",
            < Kilo * Kilo => $"{bytes / Kilo} KB",
            _ => $"{bytes / (Kilo * Kilo)} MB",
        };
}
