using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Page;

/// <summary>The page's stream: the messages there are, then each change. It ends with the host, so that a stop is quick.</summary>
internal sealed class PhoneEvents(MessageLog log, IHostApplicationLifetime host)
{
    public IResult Stream(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ReadAsync(http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<PhoneEvent?>> ReadAsync([EnumeratorCancellation] CancellationToken left)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left, host.ApplicationStopping);
        using var watch = log.StartWatch();
        foreach (var message in watch.Known)
        {
            yield return Item(message);
        }
        // Opens the stream even when there is nothing to tell yet, so that the page can say it is connected.
        yield return new SseItem<PhoneEvent?>(null, "ready") { EventId = log.Run };
        while (await NextAsync(watch, end.Token) is { } message)
        {
            yield return Item(message);
        }
    }

    private static SseItem<PhoneEvent?> Item(SimulatedMessage message) => new(PhoneEvent.Of(message), "message");

    private static async ValueTask<SimulatedMessage?> NextAsync(Watch watch, CancellationToken end)
    {
        try
        {
            return await watch.Changes.ReadAsync(end);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
