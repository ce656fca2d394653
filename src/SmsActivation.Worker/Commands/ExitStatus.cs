namespace SmsActivation.Worker.Commands;

/// <summary>How a verb ended, for scripts.</summary>
internal static class ExitStatus
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>The verb did its work, but not on every row.</summary>
    public const int SomeRejected = 3;
}
