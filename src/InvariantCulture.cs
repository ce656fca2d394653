using System.Globalization;
using System.Runtime.CompilerServices;

namespace SmsActivation;

/// <summary>Numbers, days and words are written and compared alike on every machine, whatever language it speaks.</summary>
internal static class InvariantCulture
{
#pragma warning disable CA2255 // It is for programs and their tests, and says the same wherever it is loaded.
    [ModuleInitializer]
    internal static void Apply()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture =
            CultureInfo.InvariantCulture;
    }
#pragma warning restore CA2255
}
