namespace SmsActivation.Core.Csv;

/// <summary>A stream's bytes, line by line (CR LF, LF or CR ends one), without a copy of each: a line lies in the block
/// that it was read with, and stays as long as anything refers to it.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int BlockSize = 1 << 16;

    private byte[] _block = [];
    private int _start;
    private int _end;
    private bool _ended;

    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var rest = _block.AsSpan(_start, _end - _start);
            var found = rest[searched..].IndexOfAny((byte)'\r', (byte)'\n');
            var length = found < 0 ? rest.Length : searched + found;
            // A CR at the end of what is here may be the first half of a CR LF.
            if (length < rest.Length - 1 || (found >= 0 && (_ended || rest[length] == '\n')))
            {
                line = _block.AsMemory(_start, length);
                _start += length + (rest[length..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1);
                return true;
            }
            if (_ended)
            {
                line = _block.AsMemory(_start, length);
                _start = _end;
                return length > 0;
            }
            searched = length;
            ReadOn();
        }
    }

    private void ReadOn()
    {
        var rest = _block.AsSpan(_start, _end - _start);
        var block = GC.AllocateUninitializedArray<byte>(Math.Max(BlockSize, rest.Length * 2));
        rest.CopyTo(block);
        var read = stream.Read(block.AsSpan(rest.Length));
        (_block, _start, _end, _ended) = (block, 0, rest.Length + read, read == 0);
    }
}
