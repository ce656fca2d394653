using System.Net;
using SmsActivation.Core.Profiles;

namespace SmsActivation.Core.Accounts;

/// <summary>Section <c>Account</c>: signing in to the personal account. (<c>Account:Url</c> and
/// <c>Account:TermsVersion</c> belong to the texts.)</summary>
public sealed class AccountOptions
{
    /// <summary>Tries of one account, and from one address, within <see cref="TryWindow"/>.</summary>
    public int Tries { get; init; } = 5;

    public TimeSpan TryWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Wrong tries in a row after which only a password texted since then opens the account.</summary>
    public int TriesUntilLocked { get; init; } = 20;

    /// <summary>A session ends after so long, whatever is done in it.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>And when nothing was done in it for so long.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Reverse proxies of ours, whose X-Forwarded-For is believed: addresses or networks (10.0.0.0/8).</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>What *About me* asks, in this order; those of <see cref="Question.Defaults"/> if none are named.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    public IReadOnlyList<Question> Asked => Questions.Count > 0 ? Questions : Question.Defaults;

    /// <summary>Years of age from which a member may agree to marketing; 0 asks nobody's age.</summary>
    public int MarketingAge { get; init; } = 16;

    /// <summary>The version of the marketing consent's text; that of the service is <c>Account:TermsVersion</c>.</summary>
    public string MarketingVersion { get; init; } = "1";

    /// <summary>Every fault, each naming its setting and value.</summary>
    public IEnumerable<string> Faults()
    {
        if (Tries is < 1 or > 1_000_000)
            yield return $"Account:Tries is {Tries}: it must be from 1 to 1000000.";
        if (TryWindow < TimeSpan.FromSeconds(1) || TryWindow > TimeSpan.FromDays(1))
            yield return $"Account:TryWindow is {TryWindow}: it must be from 00:00:01 to 1.00:00:00.";
        if (TriesUntilLocked < Tries)
            yield return $"Account:TriesUntilLocked is {TriesUntilLocked}: it must not be below Account:Tries ({Tries}).";
        if (SessionLifetime < TimeSpan.FromMinutes(1) || SessionLifetime > TimeSpan.FromDays(30))
            yield return $"Account:SessionLifetime is {SessionLifetime}: it must be from 00:01:00 to 30.00:00:00.";
        if (SessionIdle < TimeSpan.FromMinutes(1) || SessionIdle > SessionLifetime)
            yield return $"Account:SessionIdle is {SessionIdle}: it must be from 00:01:00 to Account:SessionLifetime.";
        if (MarketingAge is < 0 or > 99)
            yield return $"Account:MarketingAge is {MarketingAge}: it must be from 0 to 99.";
        if (MarketingAge > 0 && Asked.All(question => question.Kind != QuestionKind.Birthday))
            yield return $"Account:MarketingAge is {MarketingAge}, and Account:Questions asks for no Birthday: nobody "
                + "could show their age (0 asks nobody's).";
        if (MarketingVersion.Length is 0 or > 20)
            yield return $"Account:MarketingVersion is '{MarketingVersion}': it must have 1 to 20 signs.";
        foreach (var fault in Questions.SelectMany((one, index) => one.Faults($"Account:Questions:{index}")))
            yield return fault;
        foreach (var twice in Questions.GroupBy(question => question.Name).Where(name => name.Count() > 1))
            yield return $"Account:Questions names '{twice.Key}' {twice.Count()} times: each name must be another.";
        if (Questions.Count(question => question.Kind == QuestionKind.Birthday) > 1)
            yield return "Account:Questions asks for more than one Birthday.";
        foreach (var proxy in Proxies)
            if (!IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
                yield return $"Account:Proxies holds '{proxy}': it must be an address or a network like 10.0.0.0/8.";
    }
}
