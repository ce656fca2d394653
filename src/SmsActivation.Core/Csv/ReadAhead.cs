using System.Threading.Channels;
using SmsActivation.Core.Cards;

namespace SmsActivation.Core.Csv;

/// <summary>Reads and checks rows on a thread of its own while others are written, two transactions ahead at most.</summary>
internal sealed class ReadAhead<T> : IAsyncDisposable
{
    private const int RowsInBatch = 1000;
    private const int Batches = 2 * WritePace.Most / RowsInBatch;

    private readonly Channel<Batch> _batches = Channel.CreateBounded<Batch>(
        new BoundedChannelOptions(Batches) { SingleReader = true, SingleWriter = true }
    );
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _reading;
    private ArraySegment<T> _rest = [];

    /// <param name="rows">Enumerated on that thread.</param>
    /// <param name="position">Bytes of the file that were read for them so far.</param>
    public ReadAhead(IEnumerable<T> rows, Func<long> position) =>
        _reading = Task.Factory.StartNew(
            () => Read(rows, position),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    /// <summary>Bytes of the file up to the last row taken, or somewhat beyond.</summary>
    public long Position { get; private set; }

    /// <summary>Adds the next rows of the file; fewer than asked for only at its end.</summary>
    public async Task TakeAsync(List<T> rows, int count)
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

    private void Read(IEnumerable<T> all, Func<long> position)
    {
        try
        {
            var rows = new List<T>(RowsInBatch);
            foreach (var row in all)
            {
                rows.Add(row);
                if (rows.Count == RowsInBatch && !Pass(rows, position()))
                    return;
            }
            Pass(rows, position());
            _batches.Writer.Complete();
        }
        catch (Exception fault)
        {
            _batches.Writer.Complete(fault);
        }
    }

    /// <summary>False when nobody wants more.</summary>
    private bool Pass(List<T> rows, long position)
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

    private sealed record Batch(T[] Rows, long Position);
}
