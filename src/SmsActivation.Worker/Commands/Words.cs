namespace SmsActivation.Worker.Commands;

/// <summary>Values as a person reads them.</summary>
internal static class Words
{
    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'");
}
