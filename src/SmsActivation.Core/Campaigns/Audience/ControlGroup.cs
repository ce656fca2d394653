using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Who is held out of a campaign to be compared with: the same phones whenever the list is loaded, and others in
/// each campaign.</summary>
internal static class ControlGroup
{
    public static bool Holds(long campaign, string phone, int percent)
    {
        if (percent <= 0)
            return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{campaign}:{phone}")),
            hash
        );
        return BinaryPrimitives.ReadUInt64BigEndian(hash) % 100 < (ulong)percent;
    }
}
