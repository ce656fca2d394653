namespace SmsActivation.Bench.Programs;

/// <summary>Fields of a form, read in place.</summary>
internal static class FormBytes
{
    /// <summary>Writes the value of a field, decoded, and answers with its length; 0 when there is none.</summary>
    /// <param name="name">With its =.</param>
    public static int Get(ReadOnlySpan<byte> form, ReadOnlySpan<byte> name, Span<byte> value)
    {
        while (!form.IsEmpty)
        {
            var end = form.IndexOf((byte)'&');
            var pair = end < 0 ? form : form[..end];
            if (pair.StartsWith(name))
                return Decode(pair[name.Length..], value);
            form = end < 0 ? [] : form[(end + 1)..];
        }
        return 0;
    }

    private static int Decode(ReadOnlySpan<byte> escaped, Span<byte> value)
    {
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var sign = escaped[i];
            if (sign == '%')
            {
                sign = (byte)((HexValue(escaped[i + 1]) << 4) | HexValue(escaped[i + 2]));
                i += 2;
            }
            else if (sign == '+')
            {
                sign = (byte)' ';
            }
            value[length++] = sign;
        }
        return length;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
