using System.Threading.Channels;

namespace SmsActivation.Core.Cards.Import;

/// <summary>One line and what it says, or why it is no row.</summary>
internal readonly record struct ReadRow(CardLine Line, CardRow? Row, string? Fault);

/// <summary>Reads and checks rows on a thread of its own while others are written, two transactions ahead at most.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int RowsInBatch = 1000;
    private const int Batches = 2 * WritePace.Most / RowsInBatch;

    private readonly Channel<Batch> _batches = Channel.CreateBounded<Batch>(
        new BoundedChannelOptions(Batches) { SingleReader = true, SingleWriter = true }
    );
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _reading;
    private ArraySegment<ReadRow> _rest = [];

    public ReadAhead(CardFile file, ImportOptions options) =>
        _reading = Task.Factory.StartNew(
            () => Read(file, options),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    /// <summary>Bytes of the file up to the last row taken, or somewhat beyond.</summary>
    public long Position { get; private set; }

    /// <summary>Adds the next rows of the file; fewer than asked for only at its end.</summary>
    public async Task TakeAsync(List<ReadRow> rows, int count)
    {
        while (rows.Count < count)
        {
            if (_rest.Count == 0)
            {
                if (!await _batches.Reader.WaitToReadAsync() || !_batches.Reader.TryRead(out var batch))
                    return;
                (_rest, Position) = (batch.Rows, batch.Position);
            }
            var some = Math.Min(count - rows.Count, _rest.Count);
            rows.AddRange(_rest[..some]);
            _rest = _rest[some..];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reading;
        _leaving.Dispose();
    }

    private void Read(CardFile file, ImportOptions options)
    {
        try
        {
            var reader = new CardRowReader(file, options);
            var seen = new SeenNumbers();
            var rows = new List<ReadRow>(RowsInBatch);
            while (file.TryRead(out var line))
            {
                var (row, fault) = reader.Read(line);
                if (row is not null && seen.FirstLine(row.Number, row.Line) is { } first)
                    (row, fault) = (null, $"the number stands on line {first} already");
                rows.Add(new ReadRow(line, row, fault));
                if (rows.Count == RowsInBatch && !Pass(rows, file.Position))
                    return;
            }
            Pass(rows, file.Position);
            _batches.Writer.Complete();
        }
        catch (Exception fault)
        {
            _batches.Writer.Complete(fault);
        }
    }

    /// <summary>False when nobody wants more.</summary>
    private bool Pass(List<ReadRow> rows, long position)
    {
        var batch = new Batch(rows.ToArray(), position);
        rows.Clear();
        while (!_batches.Writer.TryWrite(batch))
        {
            try
            {
                if (!_batches.Writer.WaitToWriteAsync(_leaving.Token).AsTask().GetAwaiter().GetResult())
                    return false;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        return true;
    }

    private sealed record Batch(ReadRow[] Rows, long Position);
}
