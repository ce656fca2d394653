using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Rest;

/// <summary>The filters of a list; days and instants are UTC and include their ends.</summary>
internal sealed record MessageFilter(
    IReadOnlyList<KeyValuePair<string, string>> Given,
    string? To,
    string? From,
    DateTimeOffset? SentFrom,
    DateTimeOffset? SentBefore
)
{
    private static readonly string[] Names = ["To", "From", "DateSent", "DateSent<", "DateSent>"];

    /// <summary>Null when a date cannot be read.</summary>
    public static MessageFilter? Read(IQueryCollection query)
    {
        var filter = new MessageFilter(
            [
                .. Names
                    .Where(name => query[name].ToString().Length > 0)
                    .Select(name => KeyValuePair.Create(name, query[name].ToString())),
            ],
            Phone(query["To"].ToString()),
            Phone(query["From"].ToString()),
            null,
            null
        );
        foreach (var (name, value) in filter.Given)
        {
            if (name is "To" or "From")
                continue;
            if (Period.Read(value) is not { } period)
                return null;
            if (name is "DateSent" or "DateSent>")
                filter = filter with { SentFrom = Later(filter.SentFrom, period.Start) };
            if (name is "DateSent" or "DateSent<")
                filter = filter with { SentBefore = Earlier(filter.SentBefore, period.End) };
        }
        return filter;
    }

    public bool Fits(SimulatedMessage message) =>
        (To is null || message.To.ToString() == To)
        && (From is null || message.From.ToString() == From)
        && (SentFrom is null || message.SentAt >= SentFrom)
        && (SentBefore is null || message.SentAt < SentBefore);

    /// <summary>A plus that was not escaped arrives as a space.</summary>
    private static string? Phone(string value) =>
        value.Length == 0 ? null
        : value.StartsWith(' ') ? "+" + value.Trim()
        : value.Trim();

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset next) =>
        known > next ? known.Value : next;

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset next) =>
        known < next ? known.Value : next;

    /// <summary>A day, or a second, from its start up to but not including its end.</summary>
    private readonly record struct Period(DateTimeOffset Start, DateTimeOffset End)
    {
        private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

        public static Period? Read(string value) =>
            Parse(value, "yyyy-MM-dd") is { } day ? new Period(day, day.AddDays(1))
            : Parse(value, Instants) is { } instant ? new Period(instant, instant.AddSeconds(1))
            : null;

        private static DateTimeOffset? Parse(string value, params string[] formats) =>
            DateTimeOffset.TryParseExact(
                value,
                formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
                ? at
                : null;
    }
}
