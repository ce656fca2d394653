namespace SmsActivation.Worker.Alerts;

/// <summary>How many of the carrier's webhooks this host took and refused in the last five minutes. What is not signed at
/// all comes from somebody else and says nothing.</summary>
public sealed class WebhookTally(TimeProvider time)
{
    private const int Minutes = 5;
    private const string Signature = "X-Twilio-Signature";

    private readonly Lock _gate = new();
    private readonly Minute[] _minutes = new Minute[Minutes];

    /// <summary>Wraps a request: counts it by what it was answered.</summary>
    public async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Request.Headers.ContainsKey(Signature))
            Count(refused: context.Response.StatusCode == StatusCodes.Status403Forbidden);
    }

    public (int Taken, int Refused) Lately
    {
        get
        {
            lock (_gate)
            {
                var now = Now;
                var lately = _minutes.Where(minute => minute.At > now - Minutes && minute.At <= now).ToList();
                return (lately.Sum(minute => minute.Taken), lately.Sum(minute => minute.Refused));
            }
        }
    }

    internal void Count(bool refused)
    {
        lock (_gate)
        {
            ref var minute = ref _minutes[Now % Minutes];
            if (minute.At != Now)
                minute = new Minute { At = Now };
            if (refused)
                minute.Refused++;
            else
                minute.Taken++;
        }
    }

    /// <summary>By the steady clock, and never 0: that is a minute that was not used yet.</summary>
    private long Now => 1 + Minutes + (long)time.GetElapsedTime(0).TotalMinutes;

    private struct Minute
    {
        public long At;
        public int Taken;
        public int Refused;
    }
}
