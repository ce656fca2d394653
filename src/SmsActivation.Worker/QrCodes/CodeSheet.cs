using System.Globalization;
using System.Text;

namespace SmsActivation.Worker.QrCodes;

/// <summary>A page of A4 with many codes, row by row, each above the last digits of its card, by which it is told from its
/// neighbours when they are cut apart.</summary>
/// <param name="millimetres">Of each code.</param>
internal sealed class CodeSheet(double millimetres)
{
    private const double Width = 210;
    private const double Height = 297;
    private const double Margin = 10;
    private const double Gap = 4;
    private const double Caption = 4;

    private readonly StringBuilder _codes = new();
    private readonly int _columns = Fitting(Width, millimetres + Gap);
    private readonly int _rows = Fitting(Height, millimetres + Caption + Gap);

    /// <summary>Codes on it so far.</summary>
    public int Count { get; private set; }
    public int Room => _columns * _rows;
    public bool IsFull => Count >= Room;

    /// <param name="name">The card's last digits.</param>
    public void Add(PrintedCode code, string name)
    {
        var x = Margin + (Count % _columns * (millimetres + Gap));
        var y = Margin + (Count / _columns * (millimetres + Caption + Gap));
        _codes.Append(
            CultureInfo.InvariantCulture,
            $"""
            <path fill="#000" shape-rendering="crispEdges" transform="translate({x} {y}) scale({millimetres
                / code.Side})" d="{code.Path()}"/>
            <text x="{x + (millimetres / 2)}" y="{y
                + millimetres
                + (Caption / 2)}" font-size="3" text-anchor="middle" font-family="sans-serif">{name}</text>

            """
        );
        Count++;
    }

    /// <summary>What is on it; it is empty then.</summary>
    public byte[] Take()
    {
        var page = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}mm" height="{Height}mm" viewBox="0 0 {Width} {Height}">
            <path fill="#fff" d="M0 0h{Width}v{Height}h-{Width}z"/>
            {_codes}</svg>

            """
        );
        _codes.Clear();
        Count = 0;
        return Encoding.UTF8.GetBytes(page);
    }

    private static int Fitting(double length, double each) => (int)((length - (2 * Margin) + Gap) / each);
}
