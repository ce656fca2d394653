using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Webhooks;

namespace SmsActivation.Tests.Webhooks;

/// <summary>Where a text goes while the database hangs, fails, or works.</summary>
public sealed class TextIntakeTests : IAsyncLifetime
{
    private const string Phone = "+12015550101";
    private readonly string _folder = Directory.CreateTempSubdirectory("spool-").FullName;
    private readonly Spine _spine = new();
    private readonly UnreliableDatabase _database;
    private readonly InboxWake _wake = new(TimeProvider.System);
    private SpoolOptions _options;
    private TextSpool _spool;

    public TextIntakeTests()
    {
        _database = new UnreliableDatabase(_spine.Temporary.Database);
        _options = new SpoolOptions
        {
            Path = _folder,
            Key = "a key for the intake's tests",
            After = TimeSpan.FromMinutes(1), // a busy machine is no fault of the database
        };
        _spool = TextSpool.Open(_options);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _spool.Dispose();
        _wake.Dispose();
        await _spine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_text_goes_to_the_inbox_while_the_database_works()
    {
        var text = _spine.Text(Phone, "one");
        Assert.Equal(Taken.Inbox, await Intake().TakeAsync(text));
        Assert.Equal(Taken.SeenBefore, await Intake().TakeAsync(text));
        Assert.True(_spool.IsEmpty);
    }

    [Fact]
    public async Task What_the_database_refuses_goes_to_the_spool_and_all_that_follows_with_it()
    {
        _database.Fault = new IOException("gone");
        Assert.Equal(Taken.Spool, await Intake().TakeAsync(_spine.Text(Phone, "one")));
        _database.Fault = null;
        // The database is back, but the first text waits still.
        Assert.Equal(Taken.Spool, await Intake().TakeAsync(_spine.Text(Phone, "two")));
        await Drain().DrainAsync(CancellationToken.None);
        Assert.Equal(Taken.Inbox, await Intake().TakeAsync(_spine.Text(Phone, "three")));
        Assert.Equal(["one", "two", "three"], await BodiesAsync());
    }

    [Fact]
    public async Task What_the_database_takes_too_late_is_in_the_inbox_once()
    {
        _options = new SpoolOptions { After = TimeSpan.FromMilliseconds(50) };
        var hang = new TaskCompletionSource();
        _database.Hang = hang.Task;
        Assert.Equal(Taken.Spool, await Intake().TakeAsync(_spine.Text(Phone, "one")));
        Assert.Equal(Taken.Spool, await Intake().TakeAsync(_spine.Text(Phone, "two")));
        _database.Hang = null;
        await Drain().DrainAsync(CancellationToken.None);
        hang.SetResult();
        await _database.LastHung!;
        Assert.Equal(["one", "two"], await BodiesAsync());
    }

    [Fact]
    public async Task A_drain_that_fails_keeps_everything_for_the_next()
    {
        _database.Fault = new IOException("gone");
        await Intake().TakeAsync(_spine.Text(Phone, "one"));
        await Drain().DrainAsync(CancellationToken.None);
        Assert.Equal(1, _spool.Count);
        // A restart finds them too.
        _spool.Dispose();
        _spool = TextSpool.Open(_options);
        _database.Fault = null;
        await Drain().DrainAsync(CancellationToken.None);
        Assert.Equal(["one"], await BodiesAsync());
        Assert.True(_spool.IsEmpty);
    }

    [Fact]
    public async Task Without_a_spool_the_caller_hears_of_it_before_the_carrier_hangs_up()
    {
        Assert.True(TextIntake.WithoutSpool < TimeSpan.FromSeconds(4));
        var hang = new TaskCompletionSource();
        _database.Hang = hang.Task;
        await Assert.ThrowsAsync<TimeoutException>(() => Intake(spool: null).TakeAsync(_spine.Text(Phone, "one")));
        hang.SetResult();
        await _database.LastHung!;
        // It came after all; the carrier's next call is known by its SID.
        Assert.Equal(["one"], await BodiesAsync());
    }

    [Fact]
    public async Task A_drain_finds_out_that_the_disk_is_back_though_nobody_texts()
    {
        _database.Fault = new IOException("gone");
        Directory.Delete(_folder, recursive: true);
        await Assert.ThrowsAnyAsync<IOException>(() => Intake().TakeAsync(_spine.Text(Phone, "one")));
        await Drain().DrainAsync(CancellationToken.None);
        Assert.True(_spool.IsFailing);
        Directory.CreateDirectory(_folder);
        await Drain().DrainAsync(CancellationToken.None);
        Assert.False(_spool.IsFailing);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp"));
    }

    [Fact]
    public async Task Without_a_spool_the_fault_is_the_callers()
    {
        _database.Fault = new IOException("gone");
        await Assert.ThrowsAsync<IOException>(() => Intake(spool: null).TakeAsync(_spine.Text(Phone, "one")));
    }

    private TextIntake Intake() => Intake(_spool);

    private TextIntake Intake(TextSpool? spool) =>
        new(new InboxStore(_database), _wake, _options, TimeProvider.System, NullLogger<TextIntake>.Instance, spool);

    private SpoolDrain Drain() =>
        new(_spool, new InboxStore(_database), _wake, TimeProvider.System, NullLogger<SpoolDrain>.Instance);

    private Task<IReadOnlyList<string>> BodiesAsync() =>
        _spine.Temporary.Database.ReadAsync(session =>
            session.QueryAsync<string>("select body from inbound_messages order by id")
        );
}
