using System.Globalization;
using SmsActivation.Core.Cases;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>Where a case stands: addresses hold ids, never a number.</summary>
public static class CaseAddress
{
    public const string Path = OpsGate.Home + "/case";

    public static string Of(CaseKey key) => Path + "?" + Query(key);

    public static string OfCard(long card) => Of(new CaseKey(CaseBy.Card, card));

    public static string OfMember(long member) => Of(new CaseKey(CaseBy.Member, member));

    /// <summary>Null when the address names no case.</summary>
    public static CaseKey? Read(IQueryCollection query) =>
        Id(query["log"]) is { } log ? new CaseKey(query["by"] == "card" ? CaseBy.LogCard : CaseBy.Log, log)
        : Id(query["inbound"]) is { } text ? new CaseKey(CaseBy.Text, text)
        : Id(query["message"]) is { } reply ? new CaseKey(CaseBy.Reply, reply)
        : Id(query["member"]) is { } member ? new CaseKey(CaseBy.Member, member)
        : Id(query["card"]) is { } card ? new CaseKey(CaseBy.Card, card)
        : null;

    /// <summary>As a form sends it back.</summary>
    public static CaseKey? Read(IFormCollection form) =>
        Enum.TryParse<CaseBy>(form["by"].ToString(), out var by) && Enum.IsDefined(by) && Id(form["id"]) is { } id
            ? new CaseKey(by, id)
            : null;

    internal static long? Id(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Query(CaseKey key) =>
        key.By switch
        {
            CaseBy.Log => $"log={key.Id}",
            CaseBy.LogCard => $"log={key.Id}&by=card",
            CaseBy.Text => $"inbound={key.Id}",
            CaseBy.Reply => $"message={key.Id}",
            CaseBy.Member => $"member={key.Id}",
            CaseBy.Card => $"card={key.Id}",
        };
}
