using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Commands;

public sealed class HostLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-activation-lock-");

    private string Database => Path.Combine(_folder.FullName, "data", "cards.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_host_at_a_time_holds_a_database()
    {
        Assert.False(HostLock.IsHeld(Database));
        using (var first = HostLock.TryTake(Database))
        {
            Assert.NotNull(first);
            Assert.True(HostLock.IsHeld(Database));
            Assert.Null(HostLock.TryTake(Database));
        }
        Assert.False(HostLock.IsHeld(Database));
        using var next = HostLock.TryTake(Database);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Verbs_that_look_do_not_keep_a_host_from_starting()
    {
        HostLock.TryTake(Database)!.Dispose();
        using var stopping = new CancellationTokenSource();
        var looking = Task.Run(() =>
        {
            while (!stopping.IsCancellationRequested)
            {
                HostLock.IsHeld(Database);
                Thread.Sleep(1);
            }
        });
        for (var i = 0; i < 50; i++)
        {
            using var taken = HostLock.TryTake(Database);
            Assert.NotNull(taken);
        }
        await stopping.CancelAsync();
        await looking;
    }
}
