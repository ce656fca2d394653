using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Rest;

/// <summary>
/// One page of a list, newest first. As at Twilio a page hangs on the SID where the last one ended, so new messages
/// neither repeat nor hide old ones; a page number alone leads nowhere.
/// </summary>
internal static class MessageList
{
    private const int DefaultSize = 50;
    private const int MaxSize = 1000;
    private const string After = "PA";
    private const string Before = "PB";

    public static IResult Read(IQueryCollection query, IReadOnlyList<SimulatedMessage> newestFirst, string accountSid)
    {
        if (MessageFilter.Read(query) is not { } filter)
            return TwilioError.Invalid(20001, "Invalid date in a DateSent filter").ToResult();
        var size = int.TryParse(query["PageSize"], CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, MaxSize)
            : DefaultSize;
        var page = int.TryParse(query["Page"], CultureInfo.InvariantCulture, out var number) ? Math.Max(0, number) : 0;
        var fitting = newestFirst.Where(filter.Fits).ToList();
        if (StartOf(query["PageToken"].ToString(), page, size, fitting) is not { } start)
            return TwilioError.Invalid(20001, "Page without a PageToken that leads to it").ToResult();

        var messages = fitting.Skip(start).Take(size).ToList();
        string Uri(int index, string? token) => UriOf(accountSid, filter, size, index, token);
        return TwilioJson.Result(
            new
            {
                FirstPageUri = Uri(0, null),
                End = page * size + Math.Max(0, messages.Count - 1),
                PreviousPageUri = start > 0
                    ? Uri(Math.Max(0, page - 1), Before + messages.FirstOrDefault()?.Sid)
                    : null,
                Messages = messages.Select(message => MessageResource.Of(message, accountSid)),
                Uri = Uri(page, query["PageToken"].ToString() is { Length: > 0 } token ? token : null),
                PageSize = size,
                Start = page * size,
                NextPageUri = start + size < fitting.Count ? Uri(page + 1, After + messages[^1].Sid) : null,
                Page = page,
            }
        );
    }

    private static int? StartOf(string token, int page, int size, List<SimulatedMessage> fitting)
    {
        if (token.Length == 0)
            return page == 0 ? 0 : null;
        var at = fitting.FindIndex(message => token.EndsWith(message.Sid, StringComparison.Ordinal));
        return token switch
        {
            _ when at < 0 => null,
            _ when token.StartsWith(After, StringComparison.Ordinal) => at + 1,
            _ when token.StartsWith(Before, StringComparison.Ordinal) => Math.Max(0, at - size),
            _ => null,
        };
    }

    private static string UriOf(string accountSid, MessageFilter filter, int size, int page, string? token)
    {
        var fields = filter
            .Given.Append(KeyValuePair.Create("PageSize", $"{size}"))
            .Append(KeyValuePair.Create("Page", $"{page}"));
        if (token is not null)
            fields = fields.Append(KeyValuePair.Create("PageToken", token));
        var query = fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}");
        return $"/{Words.ApiVersion}/Accounts/{accountSid}/Messages.json?{string.Join('&', query)}";
    }
}
