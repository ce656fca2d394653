namespace SmsActivation.Core.Cards.Import;

/// <summary>Ascending numbers with the line of each, kept as differences: two bytes each where a file counts up.</summary>
internal sealed class SortedNumbers
{
    private const int NumbersInBlock = 64;
    private const int LongestDifferences = 20;
    private const int PageSize = 1 << 16;

    private readonly List<Block> _blocks = [];
    private byte[] _page = []; // a block lies in one: no page is ever copied into a larger one
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
            if (_page.Length - _written < NumbersInBlock * LongestDifferences)
                (_page, _written) = (new byte[PageSize], 0);
            _blocks.Add(new Block(number, line, _page, _written));
        }
        else
        {
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
        var (number, line, page, at) = _blocks[block];
        yield return (number, line);
        for (var left = Math.Min(NumbersInBlock, _count - block * NumbersInBlock) - 1; left > 0; left--)
        {
            number += (long)Read(page, ref at);
            var step = Read(page, ref at);
            line += (int)((long)(step >> 1) ^ -(long)(step & 1));
            yield return (number, line);
        }
    }

    private void Write(ulong difference)
    {
        for (; difference > 0x7F; difference >>= 7)
            _page[_written++] = (byte)(difference | 0x80);
        _page[_written++] = (byte)difference;
    }

    private static ulong Read(byte[] page, ref int at)
    {
        var difference = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = page[at++];
            difference |= (ulong)(part & 0x7F) << shift;
            if (part <= 0x7F)
                return difference;
        }
    }

    private readonly record struct Block(long Number, int Line, byte[] Page, int Start);
}
