namespace SmsActivation.Core.Inbox.Spool;

/// <summary>Texts that were accepted while the database was away, on a local disk, in order. One thread writes; what
/// arrives meanwhile shares the next flush.</summary>
public sealed class TextSpool : IDisposable
{
    private const long LargestSegment = 4 * 1024 * 1024;

    // Taken in this order: the disk may be slow, and webhooks only ever wait for the second.
    private readonly Lock _files = new();
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly SpoolCipher _cipher;
    private readonly FileStream _lock;
    private readonly Queue<InboundText> _texts = new();
    private readonly Queue<SpoolSegment> _segments = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Thread _writer;
    private List<Append> _appends = [];
    private SpoolSegment? _active;
    private readonly List<string> _torn = [];
    private long _nextSegment = 1;
    private long _bytes;
    private volatile int _held;
    private bool _closing;

    private TextSpool(SpoolOptions options, FileStream folderLock)
    {
        _folder = options.Path!;
        _mostBytes = options.MostBytes;
        _cipher = new SpoolCipher(options.Key!);
        _lock = folderLock;
        foreach (var path in SpoolSegment.In(_folder).ToList())
        {
            var (segment, texts) = SpoolSegment.Read(path, _cipher);
            _nextSegment = segment.Number + 1;
            if (segment.IsTorn)
                SetAside(path);
            if (texts.Count == 0)
            {
                segment.Delete();
                continue;
            }
            _segments.Enqueue(segment);
            _bytes += segment.Bytes;
            foreach (var text in texts)
                _texts.Enqueue(text);
        }
        _held = _texts.Count;
        // To find out now, and not in the hour of need, that the disk takes a file.
        SpoolSegment.Create(_folder, _nextSegment++, _cipher).Delete();
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "spool" };
        _writer.Start();
    }

    /// <summary>Copies of files whose end could not be read, for a person to look into.</summary>
    public IReadOnlyList<string> Torn => _torn;

    /// <summary>Something is, or is about to be, in the spool: all that comes must follow it.</summary>
    public bool IsEmpty => _held == 0;

    /// <summary>Texts in it, and those about to be.</summary>
    public int Count => _held;

    public long Bytes
    {
        get
        {
            lock (_gate)
                return _bytes;
        }
    }

    /// <summary>When the oldest text in it was received.</summary>
    public DateTimeOffset? OldestAt
    {
        get
        {
            lock (_gate)
                return _texts.TryPeek(out var oldest) ? oldest.ReceivedAt : null;
        }
    }

    /// <summary>The last write failed: the disk is full, or gone. <see cref="Probe"/> finds out when it is back.</summary>
    public bool IsFailing { get; private set; }

    /// <exception cref="SpoolException">It cannot be used; the message names the reason.</exception>
    public static TextSpool Open(SpoolOptions options)
    {
        FileStream? folderLock = null;
        try
        {
            SpoolFolder.Create(options.Path!);
            folderLock = new FileStream(
                System.IO.Path.Combine(options.Path!, "spool.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            return new TextSpool(options, folderLock);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SpoolException)
        {
            folderLock?.Dispose();
            throw new SpoolException($"Spool:Path is '{options.Path}': {fault.Message}", fault);
        }
    }

    /// <summary>Ends when the text is on disk.</summary>
    /// <exception cref="SpoolException">It is full.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public Task AppendAsync(InboundText text)
    {
        var append = new Append(text, SpoolSegment.Serialize(text));
        lock (_gate)
        {
            if (_closing)
                throw new SpoolException("The spool is closed.");
            if (_bytes + append.Record.Length > _mostBytes)
                throw new SpoolException($"The spool is full: {_bytes:n0} bytes.");
            _held++;
            _appends.Add(append);
        }
        _work.Release();
        return append.Done.Task;
    }

    /// <summary>The oldest texts; they stay until they are <see cref="Remove">removed</see>.</summary>
    public IReadOnlyList<InboundText> Peek(int most)
    {
        lock (_gate)
            return [.. _texts.Take(most)];
    }

    /// <summary>The oldest texts are in the database. A file is deleted with its last text; until then a restart would
    /// bring all of it again, which the inbox knows by their SIDs.</summary>
    public void Remove(int count)
    {
        var emptied = new List<SpoolSegment>();
        lock (_files)
        {
            lock (_gate)
            {
                for (var i = 0; i < count; i++)
                {
                    _texts.Dequeue();
                    if (--_segments.Peek().Left == 0)
                        emptied.Add(_segments.Dequeue());
                }
                _bytes -= emptied.Sum(segment => segment.Bytes);
                _held -= count;
            }
            if (_active is not null && emptied.Contains(_active))
                _active = null;
            foreach (var segment in emptied)
                segment.Delete();
        }
    }

    /// <summary>After a write that failed: whether the disk takes a text again. Without it a host that is sent no texts,
    /// because it says that it is not ready, would never learn.</summary>
    public void Probe()
    {
        if (!IsFailing)
            return;
        try
        {
            lock (_files)
            {
                SpoolFolder.Probe(_folder);
                IsFailing = false;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // As before.
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _closing = true;
        _work.Release();
        _writer.Join();
        foreach (var segment in _segments)
            segment.Dispose();
        _work.Dispose();
        _cipher.Dispose();
        _lock.Dispose();
    }

    private void WriteLoop()
    {
        while (true)
        {
            _work.Wait();
            List<Append> appends;
            lock (_gate)
            {
                (appends, _appends) = (_appends, []);
                if (appends.Count == 0 && _closing)
                    return;
            }
            if (appends.Count > 0)
                WriteAll(appends);
        }
    }

    /// <summary>All that waited, in one flush.</summary>
    private void WriteAll(List<Append> appends)
    {
        try
        {
            lock (_files)
            {
                if (_active is null || _active.Bytes > LargestSegment)
                    Begin();
                var before = _active!.Bytes;
                _active.Write([.. appends.Select(append => append.Record)]);
                lock (_gate)
                {
                    _bytes += _active.Bytes - before;
                    _active.Left += appends.Count;
                    foreach (var append in appends)
                        _texts.Enqueue(append.Text);
                }
            }
            IsFailing = false;
            foreach (var append in appends)
                append.Done.SetResult();
        }
        // Whoever waits tells the carrier to come again.
        catch (Exception fault)
        {
            IsFailing = true;
            lock (_gate)
                _held -= appends.Count;
            foreach (var append in appends)
                append.Done.SetException(fault);
        }
    }

    private void SetAside(string path)
    {
        var aside = path + ".torn";
        File.Copy(path, aside, overwrite: true);
        _torn.Add(aside);
    }

    private void Begin()
    {
        _active?.Close();
        _active = null;
        var segment = SpoolSegment.Create(_folder, _nextSegment++, _cipher);
        lock (_gate)
        {
            _segments.Enqueue(segment);
            _bytes += segment.Bytes;
        }
        _active = segment;
    }

    private sealed record Append(InboundText Text, byte[] Record)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
