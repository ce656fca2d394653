using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;

namespace SmsActivation.Worker.Ops.People;

/// <summary>*People*: who may sign in, as what, and the book of what was done.</summary>
public sealed class PeoplePages(
    OpsGate gate,
    StaffStore staff,
    StaffSessions sessions,
    StaffOptions options,
    PasswordHashing hashing,
    SignInLane lane,
    TimeProvider time
)
{
    public const string Here = OpsGate.Home + "/people";
    private const int ActsShown = 50;

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/people", StaffPower.ManageStaff, visit => PageAsync(visit));
        gate.Post(ops, "/people/add", StaffPower.ManageStaff, AddAsync);
        gate.Post(ops, "/people/reset", StaffPower.ManageStaff, ResetAsync);
        gate.Post(ops, "/people/role", StaffPower.ManageStaff, SetRoleAsync);
        gate.Post(ops, "/people/disable", StaffPower.ManageStaff, DisableAsync);
        gate.Post(ops, "/people/enable", StaffPower.ManageStaff, EnableAsync);
        gate.Post(ops, "/people/end-sessions", StaffPower.ManageStaff, EndSessionsAsync);
    }

    private async Task<IResult> AddAsync(OpsVisit visit, IFormCollection form)
    {
        var typed = form["name"].ToString();
        if (StaffStore.NameOf(typed) is not { } name)
            return await PageAsync(
                visit,
                fault: $"Name '{typed}': letters, digits and . - _ @, {StaffStore.LongestName} signs at most."
            );
        if (RoleIn(form) is not { } role)
            return await PageAsync(visit, fault: $"Role '{form["role"]}': there is none of this name.");
        if (!options.HasKey)
            return await PageAsync(visit, fault: "Staff:Key is not set: nobody could sign in. Set it first.");
        var (password, hash) = await DrawAsync();
        return await staff.AddAsync(name, role, hash, visit.Staff.By, time.GetUtcNow())
            ? await PageAsync(visit, handOver: new HandOver(name, password))
            : await PageAsync(visit, fault: $"Name '{name}' is somebody's already.");
    }

    private async Task<IResult> ResetAsync(OpsVisit visit, IFormCollection form)
    {
        var name = form["name"].ToString();
        var (password, hash) = await DrawAsync();
        return await staff.ResetAsync(name, hash, visit.Staff.By, time.GetUtcNow())
            ? await PageAsync(visit, handOver: new HandOver(name, password))
            : await NobodyAsync(visit, name);
    }

    private Task<IResult> SetRoleAsync(OpsVisit visit, IFormCollection form) =>
        ChangeAsync(
            visit,
            form,
            (name, now) =>
                RoleIn(form) is { } role ? staff.SetRoleAsync(name, role, visit.Staff.By, now) : Task.FromResult(false)
        );

    private Task<IResult> DisableAsync(OpsVisit visit, IFormCollection form) =>
        ChangeAsync(visit, form, (name, now) => staff.DisableAsync(name, visit.Staff.By, now));

    private Task<IResult> EnableAsync(OpsVisit visit, IFormCollection form) =>
        ChangeAsync(visit, form, (name, now) => staff.EnableAsync(name, visit.Staff.By, now));

    private async Task<IResult> EndSessionsAsync(OpsVisit visit, IFormCollection form)
    {
        var name = form["name"].ToString();
        var people = await staff.ListAsync();
        if (people.FirstOrDefault(person => person.Name == name) is not { } person)
            return await NobodyAsync(visit, name);
        await sessions.EndAllAsync(person.Id, but: visit.Staff.Id, visit.Staff.By, name, time.GetUtcNow());
        return OpsGate.Redirect(visit.Http, Here);
    }

    /// <summary>Nobody shuts themselves out: the last administrator would have no way back.</summary>
    private async Task<IResult> ChangeAsync(
        OpsVisit visit,
        IFormCollection form,
        Func<string, DateTimeOffset, Task<bool>> change
    )
    {
        var name = form["name"].ToString();
        if (name == visit.Staff.Name)
            return await PageAsync(visit, fault: "That is you: somebody else must do it.");
        await change(name, time.GetUtcNow());
        return OpsGate.Redirect(visit.Http, Here);
    }

    private Task<IResult> NobodyAsync(OpsVisit visit, string name) =>
        PageAsync(visit, fault: $"Name '{name}' is nobody's.");

    private async Task<(string Password, string Hash)> DrawAsync()
    {
        var password = PasswordMaker.Draw();
        return (password, await lane.Threads.RunAsync(() => hashing.HashChosen(password)));
    }

    private static StaffRole? RoleIn(IFormCollection form) =>
        Enum.TryParse<StaffRole>(form["role"].ToString(), ignoreCase: true, out var role) && Enum.IsDefined(role)
            ? role
            : null;

    private async Task<IResult> PageAsync(OpsVisit visit, string? fault = null, HandOver? handOver = null) =>
        await gate.PageAsync<PeoplePage>(
            visit.Http,
            new()
            {
                [nameof(PeoplePage.View)] = visit.View,
                [nameof(PeoplePage.People)] = await staff.ListAsync(),
                [nameof(PeoplePage.Acts)] = await staff.ActsAsync(BeforeIn(visit.Http), ActsShown),
                [nameof(PeoplePage.Fault)] = fault,
                [nameof(PeoplePage.HandedOver)] = handOver,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private static long? BeforeIn(HttpContext http) =>
        long.TryParse(http.Request.Query["before"], out var before) ? before : null;
}

/// <summary>A first password, shown this once.</summary>
public sealed record HandOver(string Name, string Password);
