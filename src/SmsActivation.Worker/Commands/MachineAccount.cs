using SmsActivation.Core.Staff;

namespace SmsActivation.Worker.Commands;

/// <summary>Whoever runs a verb, by their account on this machine: who makes a campaign and who starts it is one name.</summary>
internal static class MachineAccount
{
    public static string Name => Environment.UserName;

    public static Actor Actor => new(Id: null, Name);
}
