using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmsActivation.Journeys.Harness;

/// <summary>The phone on the simulator's page, and what its host says about it.</summary>
public static class SimulatedPhone
{
    /// <param name="pattern">With a group <c>told</c>.</param>
    public static string Told(Installation host, string pattern) =>
        Regex.Match(host.Host!.Output, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["told"]
            is { Success: true } told
            ? told.Value
            : throw new InvalidOperationException($"The banner does not tell {pattern}:\n{host.Host.Everything}");

    /// <summary>The first message on the page that is ours, from the page's own stream.</summary>
    public static async Task<string> ReplyAsync(StreamReader events)
    {
        using var bound = new CancellationTokenSource(Eventually.Bound);
        while (await events.ReadLineAsync(bound.Token) is { } line)
        {
            if (!line.StartsWith("data:") || line.Length < 10)
                continue;
            var data = JsonDocument.Parse(line["data:".Length..]).RootElement;
            if (
                data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("mine", out var mine)
                && !mine.GetBoolean()
            )
                return data.GetProperty("body").GetString()!;
        }
        throw new InvalidOperationException("The stream ended without a reply.");
    }
}
