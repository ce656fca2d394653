using System.Net;
using SmsActivation.Core.Accounts;

namespace SmsActivation.Worker.Web;

/// <summary>Who is at the other end, by network address: what our own proxies say of it, and nobody else.</summary>
public sealed class ClientAddress(AccountOptions options)
{
    private readonly IPNetwork[] _proxies =
    [
        .. options.Proxies.Select(proxy =>
            IPNetwork.TryParse(proxy, out var network) ? network : new IPNetwork(IPAddress.Parse(proxy), BitsOf(proxy))
        ),
    ];

    public string Of(HttpContext http)
    {
        var address = Plain(http.Connection.RemoteIpAddress ?? IPAddress.None);
        var hops = http.Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries);
        for (var i = hops.Length - 1; i >= 0 && IsProxy(address); i--)
        {
            if (!IPAddress.TryParse(hops[i], out var hop))
                break;
            address = Plain(hop);
        }
        return Of(address);
    }

    /// <summary>An IPv6 address counts with its neighbours: a home has a /64 of them.</summary>
    public static string Of(IPAddress address)
    {
        var plain = Plain(address);
        var bytes = plain.GetAddressBytes();
        return bytes.Length == 4 ? plain.ToString() : Convert.ToHexStringLower(bytes, 0, 8);
    }

    private bool IsProxy(IPAddress address) => Array.Exists(_proxies, proxy => proxy.Contains(address));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static int BitsOf(string address) => IPAddress.Parse(address).GetAddressBytes().Length * 8;
}
