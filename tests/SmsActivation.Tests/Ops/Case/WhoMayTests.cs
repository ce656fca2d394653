using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Case;

namespace SmsActivation.Tests.Ops.Case;

public sealed class WhoMayTests
{
    private static readonly StaffPerson[] People =
    [
        Person("ada", "admin"),
        Person("bo", "operator"),
        Person("cy", "supervisor", isShutOut: true),
        Person("di", "supervisor"),
        Person("ed", "supervisor"),
        Person("flo", "supervisor"),
        Person("gus", "marketing"),
    ];

    [Fact]
    public void Those_are_named_who_are_there_for_it_and_let_in() =>
        Assert.Equal(
            "You may not do this yourself. Ask a supervisor: di, ed, flo.",
            WhoMay.Ask(StaffPower.ChangeCards, People)
        );

    [Fact]
    public void Who_may_more_is_named_after_them() =>
        Assert.Equal(
            "You may not do this yourself. Ask an operator: bo, di, ed.",
            WhoMay.Ask(StaffPower.MendTexts, People)
        );

    [Fact]
    public void Where_there_is_nobody_the_role_is_named() =>
        Assert.Equal("You may not do this yourself. Ask a supervisor.", WhoMay.Ask(StaffPower.ChangeCards, []));

    private static StaffPerson Person(string name, string role, bool isShutOut = false) =>
        new()
        {
            Name = name,
            Role = role,
            DisabledAt = isShutOut ? DateTimeOffset.UnixEpoch : null,
        };
}
