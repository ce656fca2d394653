using SmsActivation.Core.Hosts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Setup;

/// <summary>Whether hosts serve a database at this moment, for verbs that work beside them.</summary>
public static class LiveHosts
{
    /// <summary>Whether a host waits while we write: on SQLite there is one writer.</summary>
    public static bool OwnTheWriter(IEngine engine) => !engine.TakesManyHosts && HostLock.IsHeld(engine.Place);

    public static async Task<int> CountAsync(IEngine engine, IDatabase database, DateTimeOffset now) =>
        engine.TakesManyHosts ? await new HostStore(database).LiveAsync(now)
        : HostLock.IsHeld(engine.Place) ? 1
        : 0;
}
