using System.Globalization;
using SmsActivation.Core.Needs;

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
            NeedPlace.Case(NeedCaseKey.Inbound, var id) => $"/ops/case?inbound={id}",
            NeedPlace.Case(NeedCaseKey.Message, var id) => $"/ops/case?message={id}",
            NeedPlace.Case(NeedCaseKey.Card, var id) => $"/ops/case?card={id}",
            NeedPlace.Log => "/ops/log",
            NeedPlace.Now => "/ops",
            NeedPlace.Elsewhere => null,
            _ => throw new InvalidOperationException($"No such place: {place}"),
        };
}
