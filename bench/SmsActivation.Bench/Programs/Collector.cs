using System.Buffers;
using System.Net;

namespace SmsActivation.Bench.Programs;

/// <summary>A collector of OpenTelemetry's that takes everything and keeps nothing but how much it was.</summary>
internal static class Collector
{
    public static async Task<int> RunAsync(int port)
    {
        Parent.EndWithIt();
        var (reports, bytes) = (0L, 0L);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        app.Run(async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.WriteAsync($"{reports} {bytes}");
                return;
            }
            var reader = context.Request.BodyReader;
            for (var ended = false; !ended; )
            {
                var read = await reader.ReadAsync();
                Interlocked.Add(ref bytes, read.Buffer.Length);
                reader.AdvanceTo(read.Buffer.End);
                ended = read.IsCompleted;
            }
            Interlocked.Increment(ref reports);
            // An empty answer says that all was taken.
            context.Response.ContentType = "application/x-protobuf";
            context.Response.ContentLength = 0;
        });
        await app.RunAsync();
        return 0;
    }
}
