namespace SmsActivation.Core.Csv;

/// <summary>Why a line is no row of its file.</summary>
internal enum LineFault
{
    OpenQuote,
    TooFewFields,
    TooManyFields,
    NotUtf8,
}
