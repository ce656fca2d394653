using System.Globalization;
using SmsActivation.Core.Needs;
using SmsActivation.Worker.Ops.Campaigns;
using SmsActivation.Worker.Ops.Case;

namespace SmsActivation.Worker.Ops.Needs;

/// <summary>Needs as forms and links name them.</summary>
internal static class NeedKeys
{
    /// <summary><c>DeadLetter:17</c></summary>
    public static string Of(Need need) => $"{need.Kind}:{need.Id}";

    /// <summary>Null for what is none.</summary>
    public static (NeedKind Kind, long Id)? Read(string? key) =>
        key?.Split(':') is [var word, var number]
        && Enum.TryParse<NeedKind>(word, out var kind)
        && Enum.IsDefined(kind)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (kind, id)
            : null;

    /// <summary>The page where a step is taken; null when it is on none.</summary>
    public static string? Link(NeedPlace place) =>
        place switch
        {
            NeedPlace.Case(var key) => CaseAddress.Of(key),
            NeedPlace.Log(null) => OpsGate.Home + "/log",
            NeedPlace.Log(var outcome) => $"{OpsGate.Home}/log?outcome={outcome}",
            NeedPlace.Needs(var kind) => $"{NeedsPages.Here}?kind={kind}",
            NeedPlace.Now => OpsGate.Home,
            NeedPlace.Campaign(var id) => $"{CampaignPages.Here}/{id}",
            NeedPlace.Elsewhere => null,
            _ => throw new InvalidOperationException($"No such place: {place}"),
        };
}
