using System.Collections.Concurrent;
using System.Text;

namespace SmsActivation.TestCarrier;

/// <summary>The accounts that tests have opened; each test host has one of its own.</summary>
public sealed class Accounts(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Account> _open = new(StringComparer.Ordinal);

    public void Open(AccountRequest request) => _open[request.Sid] = new Account(request, time);

    public Account? Find(string sid) => _open.GetValueOrDefault(sid);

    /// <summary>The account of the path, if the request carries its login (HTTP basic).</summary>
    public Account? Authorized(string sid, HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || Find(sid) is not { } account)
            return null;
        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..], buffer, out var length))
            return null;
        var login = Encoding.UTF8.GetString(buffer, 0, length);
        return login == account.Login ? account : null;
    }
}
