using Microsoft.AspNetCore.Components;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops;

/// <summary>A request of somebody of the staff.</summary>
public sealed record OpsVisit(HttpContext Http, StaffSession Staff, OpsView View)
{
    /// <summary>Both steps are done, and the password is their own.</summary>
    public bool IsOpen => Staff is { Confirmed: true, MustChange: false };

    public bool May(StaffPower power) => Staff.Role.May(power);

    /// <summary>Whether the form is of a page of this very session.</summary>
    public bool Sent(IFormCollection form) => FormTokens.Fits(form, View.FormToken!);

    /// <summary>The same for the token of a form that is read as it comes.</summary>
    public bool Sent(string token) => FormTokens.Fits(token, View.FormToken!);

    public Task<IResult> PageAsync<T>(
        PageRenderer pages,
        Dictionary<string, object?> parameters,
        int status = StatusCodes.Status200OK
    )
        where T : IComponent
    {
        parameters["View"] = View;
        return pages.PageAsync<T>(Http, parameters, status, PageRenderer.OwnScript);
    }
}

/// <summary>What every page of <c>/ops</c> is made from.</summary>
public sealed record OpsView
{
    private static readonly OpsLink[] Pages =
    [
        new("/ops", "Now", StaffPower.SeeNow),
        new("/ops/needs", "Needs a person", StaffPower.SeeLog),
        new("/ops/case", "Find a case", StaffPower.SeeCase),
        new("/ops/log", "Log", StaffPower.SeeLog),
        new("/ops/cards", "Cards", StaffPower.SeeLog),
        new("/ops/campaigns", "Campaigns", StaffPower.SendCampaigns),
        new("/ops/replies", "Replies", StaffPower.SeeNow),
        new("/ops/shop", "Card at the till", StaffPower.AskCardState),
        new("/ops/people", "People", StaffPower.ManageStaff),
    ];

    public required string Brand { get; init; }
    public StaffSession? Staff { get; init; }

    /// <summary>Proves that a form came from a page of this session.</summary>
    public string? FormToken { get; init; }
    public required string Path { get; init; }
    public required bool IsSimulated { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many things wait for a person.</summary>
    public int Needs { get; init; }

    /// <summary>Nothing is shown before the door is open.</summary>
    public IEnumerable<OpsLink> Links =>
        Staff is { Confirmed: true, MustChange: false } ? Pages.Where(page => Staff.Role.May(page.Power)) : [];

    public bool May(StaffPower power) => Staff is { Confirmed: true, MustChange: false } && Staff.Role.May(power);

    /// <summary>A page's own, or one below it.</summary>
    public bool IsAt(OpsLink link) =>
        Path == link.Path || (link.Path != OpsGate.Home && Path.StartsWith(link.Path + "/", StringComparison.Ordinal));
}

public sealed record OpsLink(string Path, string Name, StaffPower Power);
