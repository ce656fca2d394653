using System.Globalization;
using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>A form's field before it is escaped; its bytes need be no text.</summary>
internal sealed record Field(byte[] Name, byte[] Value)
{
    public Field(string name, string value)
        : this(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value)) { }

    public bool Is(string name) => Encoding.UTF8.GetString(Name) == name;
}

/// <summary>Every way to escape a form that a reader must understand alike, mixed at random.</summary>
internal static class FormBytes
{
    public static byte[] Of(IEnumerable<Field> fields, Random random)
    {
        var style = random.Next(5);
        var body = new List<byte>();
        foreach (var field in fields)
        {
            if (body.Count > 0)
                body.Add((byte)'&');
            Escape(field.Name, style, random, body);
            // A name may stand alone.
            if (field.Value.Length > 0 || random.Next(10) > 0)
                body.Add((byte)'=');
            Escape(field.Value, style, random, body);
        }
        return [.. body];
    }

    private static void Escape(byte[] plain, int style, Random random, List<byte> escaped)
    {
        foreach (var sign in plain)
        {
            var way = style == 4 ? random.Next(4) : style;
            var mustEscape = sign is (byte)'&' or (byte)'=' or (byte)'%' or (byte)'+';
            if (sign == ' ' && way != 2)
                escaped.Add((byte)'+');
            else if (mustEscape || way == 2 || (way < 2 && !char.IsAsciiLetterOrDigit((char)sign)))
                escaped.AddRange(Hex(sign, way == 1 ? "x2" : "X2"));
            else
                escaped.Add(sign);
        }
    }

    private static byte[] Hex(byte sign, string format) =>
        Encoding.ASCII.GetBytes("%" + sign.ToString(format, CultureInfo.InvariantCulture));
}
