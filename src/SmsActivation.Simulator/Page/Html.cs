using System.Text.Encodings.Web;

namespace SmsActivation.Simulator.Page;

/// <summary>The one way in which text gets into the page.</summary>
internal static class Html
{
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
