namespace SmsActivation.Core.Cards.Import;

/// <summary>Ascending numbers with the line of each, kept as differences: two bytes each where a file counts up.</summary>
internal sealed class SortedNumbers
{
    private const int NumbersInBlock = 64;
    private const int LongestDifferences = 20;

    private readonly List<Block> _blocks = [];
    private byte[] _differences = new byte[1024];
    private int _written;
    private int _count;
    private int _lastLine;

    /// <summary>The highest number; 0 when there is none.</summary>
    public long Last { get; private set; }

    /// <param name="number">Above <see cref="Last"/>.</param>
    public void Add(long number, int line)
    {
        if (_count++ % NumbersInBlock == 0)
        {
            _blocks.Add(new Block(number, line, _written));
        }
        else
        {
            if (_differences.Length - _written < LongestDifferences)
                Array.Resize(ref _differences, _differences.Length * 2);
            Write((ulong)(number - Last));
            // The sign in the lowest bit, so that small steps back are short too.
            long step = line - _lastLine;
            Write((ulong)((step << 1) ^ (step >> 63)));
        }
        (Last, _lastLine) = (number, line);
    }

    public int? LineOf(long number)
    {
        var (low, high) = (0, _blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle].Number <= number)
                low = middle + 1;
            else
                high = middle;
        }
        if (low > 0)
            foreach (var (found, line) in In(low - 1))
                if (found >= number)
                    return found == number ? line : null;
        return null;
    }

    public IEnumerable<(long Number, int Line)> All() => Enumerable.Range(0, _blocks.Count).SelectMany(In);

    private IEnumerable<(long Number, int Line)> In(int block)
    {
        var (number, line, at) = _blocks[block];
        var end = block + 1 < _blocks.Count ? _blocks[block + 1].Start : _written;
        yield return (number, line);
        while (at < end)
        {
            number += (long)Read(ref at);
            var step = Read(ref at);
            line += (int)((long)(step >> 1) ^ -(long)(step & 1));
            yield return (number, line);
        }
    }

    private void Write(ulong difference)
    {
        for (; difference > 0x7F; difference >>= 7)
            _differences[_written++] = (byte)(difference | 0x80);
        _differences[_written++] = (byte)difference;
    }

    private ulong Read(ref int at)
    {
        var difference = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = _differences[at++];
            difference |= (ulong)(part & 0x7F) << shift;
            if (part <= 0x7F)
                return difference;
        }
    }

    private readonly record struct Block(long Number, int Line, int Start);
}
