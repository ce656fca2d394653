using System.Buffers;
using System.Buffers.Text;

namespace SmsActivation.Bench.Programs;

/// <summary>Message SIDs as Twilio writes them: SM and 32 hex digits.</summary>
internal static class Sids
{
    private static readonly StandardFormat s_hex = new('x', 32);

    public static void Write(long number, Span<byte> sid)
    {
        "SM"u8.CopyTo(sid);
        Utf8Formatter.TryFormat(number, sid[2..], out _, s_hex);
    }
}
