using System.Text;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;

namespace SmsActivation.Tests.Inbox;

public sealed class TextSpoolTests : IDisposable
{
    private const string Key = "a key for the spool's tests";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("spool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_appended_is_there_in_order_after_a_restart()
    {
        using (var spool = Open())
        {
            Assert.True(spool.IsEmpty);
            for (var i = 0; i < 300; i++)
                await spool.AppendAsync(Text(i));
            Assert.Equal((300, Now), (spool.Count, spool.OldestAt));
        }
        using (var spool = Open())
        {
            Assert.False(spool.IsEmpty);
            Assert.Equal(Enumerable.Range(0, 300).Select(Text), spool.Peek(1000));
            spool.Remove(100);
            await spool.AppendAsync(Text(300));
        }
        // A file goes as a whole: some come again, none is missing, and none out of turn.
        using (var spool = Open())
        {
            Assert.Equal(Enumerable.Range(0, 301).Select(Text), spool.Peek(1000));
            spool.Remove(301);
            Assert.True(spool.IsEmpty);
            Assert.Equal(0, spool.Bytes);
        }
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Many_at_once_share_flushes_and_each_phone_keeps_its_order()
    {
        using var spool = Open();
        await Parallel.ForAsync(
            0,
            16,
            async (phone, _) =>
            {
                for (var i = 0; i < 50; i++)
                    await spool.AppendAsync(Text(i) with { Sender = $"+{phone}" });
            }
        );
        var texts = new List<InboundText>();
        while (spool.Peek(30) is { Count: > 0 } some)
        {
            texts.AddRange(some);
            spool.Remove(some.Count);
        }
        Assert.Equal(800, texts.Count);
        Assert.All(
            texts.GroupBy(text => text.Sender),
            phone => Assert.Equal(Enumerable.Range(0, 50).Select(i => Text(i).Sid), phone.Select(text => text.Sid))
        );
    }

    [Fact]
    public async Task Appending_and_draining_go_on_side_by_side()
    {
        using var spool = Open();
        var drained = new List<string>();
        var appending = Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
                await spool.AppendAsync(Text(i));
        });
        while (!appending.IsCompleted || !spool.IsEmpty)
        {
            var some = spool.Peek(7);
            drained.AddRange(some.Select(text => text.Sid));
            spool.Remove(some.Count);
            await Task.Yield();
        }
        Assert.Equal(Enumerable.Range(0, 500).Select(i => Text(i).Sid), drained);
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public async Task A_record_cut_off_by_a_power_cut_was_never_acknowledged_and_is_dropped(int bytes)
    {
        using (var spool = Open())
            for (var i = 0; i < 3; i++)
                await spool.AppendAsync(Text(i));
        using (var file = new FileStream(Assert.Single(Files()), FileMode.Open))
            file.SetLength(file.Length - bytes);
        using (var spool = Open())
            Assert.Equal([Text(0), Text(1)], spool.Peek(10));
    }

    [Fact]
    public async Task Damage_in_the_middle_stops_the_start_and_keeps_the_file()
    {
        using (var spool = Open())
            for (var i = 0; i < 3; i++)
                await spool.AppendAsync(Text(i));
        var path = Assert.Single(Files());
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[150] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var fault = Assert.Throws<SpoolException>(() => Open());
        Assert.Contains("damaged at byte", fault.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Damage_in_a_length_stops_the_start_too()
    {
        using (var spool = Open())
            for (var i = 0; i < 3; i++)
                await spool.AppendAsync(Text(i));
        var path = Assert.Single(Files());
        var bytes = await File.ReadAllBytesAsync(path);
        var first = 4 + BitConverter.ToInt32(bytes, 0); // after the header: text 0
        var second = first + 4 + BitConverter.ToInt32(bytes, first);
        bytes[second + 2] ^= 1; // length of text 1, which is followed by text 2
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Contains("damaged at byte", Assert.Throws<SpoolException>(() => Open()).Message);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task An_end_that_cannot_be_read_is_kept_for_a_person()
    {
        using (var spool = Open())
            await spool.AppendAsync(Text(0));
        var path = Assert.Single(Files());
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        using (var spool = Open())
            Assert.Equal([path + ".torn"], spool.Torn);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path + ".torn"));
    }

    [Fact]
    public async Task Another_key_stops_the_start_and_loses_nothing()
    {
        using (var spool = Open())
            await spool.AppendAsync(Text(0));
        var fault = Assert.Throws<SpoolException>(() => Open("another key, as long as the first"));
        Assert.Contains("Spool:Key", fault.Message, StringComparison.Ordinal);
        using (var spool = Open())
            Assert.Equal([Text(0)], spool.Peek(10));
    }

    [Fact]
    public async Task A_full_spool_says_so_and_takes_more_once_it_was_drained()
    {
        using var spool = Open();
        var big = new string('x', 60_000);
        var taken = 0;
        await Assert.ThrowsAsync<SpoolException>(async () =>
        {
            for (; taken < 100; taken++)
                await spool.AppendAsync(Text(taken) with { Body = big });
        });
        Assert.InRange(taken, 15, 18);
        spool.Remove(taken);
        Assert.True(spool.IsEmpty);
        await spool.AppendAsync(Text(0));
    }

    [Fact]
    public async Task Nothing_of_a_text_can_be_read_in_it_and_only_its_owner_may_open_it()
    {
        using var spool = Open();
        await spool.AppendAsync(Text(0) with { Body = "a secret body", Sender = "+12015550123" });
        var path = Assert.Single(Files());
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path));
        Assert.DoesNotContain("secret", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("2015550123", bytes, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void One_host_at_a_time()
    {
        using var first = Open();
        Assert.Contains(_folder, Assert.Throws<SpoolException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_gone_fails_the_text_and_works_again_when_it_is_back()
    {
        using var spool = Open();
        Directory.Delete(_folder, recursive: true);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => spool.AppendAsync(Text(0)));
        Assert.Equal((true, true), (spool.IsEmpty, spool.IsFailing));
        Directory.CreateDirectory(_folder);
        await spool.AppendAsync(Text(1));
        Assert.Equal([Text(1)], spool.Peek(10));
        Assert.False(spool.IsFailing);
    }

    [Fact]
    public void A_folders_names_are_flushed_or_the_fault_is_told()
    {
        SpoolFolder.Flush(_folder);
        if (!OperatingSystem.IsWindows())
            Assert.Throws<IOException>(() => SpoolFolder.Flush(Path.Combine(_folder, "gone")));
    }

    [Fact]
    public async Task A_probe_says_that_the_disk_is_back_only_once_it_is()
    {
        using var spool = Open();
        Directory.Delete(_folder, recursive: true);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => spool.AppendAsync(Text(0)));
        spool.Probe();
        Assert.True(spool.IsFailing);
        Directory.CreateDirectory(_folder);
        spool.Probe();
        Assert.False(spool.IsFailing);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private TextSpool Open(string key = Key) =>
        TextSpool.Open(
            new SpoolOptions
            {
                Path = _folder,
                Key = key,
                MostMegabytes = 1,
            }
        );

    private IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(_folder, "*.spool")];

    private static InboundText Text(int i) =>
        new(
            $"SM{i:x32}",
            "+12015550100",
            Channel.WhatsApp,
            "whatsapp:+12015550100",
            "whatsapp:+15550001111",
            $"строка {i} 👍",
            HoldsPassword: i % 2 == 0,
            MediaCount: i % 3,
            OptOutType: i % 5 == 0 ? "STOP" : null,
            Now.AddMilliseconds(i)
        );
}
