namespace SmsActivation.Worker.Ops;

/// <summary>How long something lasts, in the one unit that matters.</summary>
internal static class Ages
{
    public static string Of(TimeSpan age) =>
        age switch
        {
            { TotalMinutes: < 1 } => $"{Math.Max(0, (int)age.TotalSeconds)} s",
            { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min",
            { TotalDays: < 2 } => $"{(int)age.TotalHours} h",
            _ => $"{(int)age.TotalDays} days",
        };
}
