using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Profiles;
using SmsActivation.Worker.Account.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Account;

/// <summary>*About me*: the questionnaire of the settings. What is right is saved, also when something else is not.</summary>
public sealed class AboutMeEndpoints(
    AccountGate gate,
    ProfileStore profiles,
    AccountOptions options,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string Here = AccountGate.Home + "/about-me";
    private static readonly Dictionary<string, ProfileFault> NoFaults = [];

    public void Map(RouteGroupBuilder account)
    {
        AccountGate.Get(account, "/about-me", ShowAsync);
        AccountGate.Post(account, "/about-me", SaveAsync);
    }

    private Task<IResult> ShowAsync(HttpContext http) =>
        gate.ShowAsync(
            http,
            async visit => await PageAsync(http, visit, await profiles.OfAsync(visit.MemberId), NoFaults)
        );

    private Task<IResult> SaveAsync(HttpContext http) =>
        gate.TakeAsync(
            http,
            async (visit, form) =>
            {
                var now = time.GetUtcNow();
                var given = options
                    .Asked.Where(question => form.ContainsKey(question.Name))
                    .Select(question => KeyValuePair.Create(question.Name, (string?)form[question.Name].ToString()))
                    .ToList();
                var reading = ProfileRules.Read(options.Asked, given, DateOnly.FromDateTime(now.UtcDateTime));
                reading = Keep(reading, await profiles.OfAsync(visit.MemberId), now);
                if (await profiles.SaveAsync(visit.MemberId, reading.Taken, now) is null)
                    return Results.Redirect(AccountGate.Home);
                if (reading.Faults.Count == 0)
                    return Forms.See(http, $"{Here}?saved");
                // What was refused is shown as it was typed, to be mended.
                var shown = new Dictionary<string, string>(await profiles.OfAsync(visit.MemberId));
                foreach (var (name, words) in given.Where(one => reading.Faults.ContainsKey(one.Key)))
                    shown[name] = words ?? "";
                return await PageAsync(http, visit, shown, reading.Faults);
            }
        );

    /// <summary>Who said that they are too young for offers would only have to say another day to get them.</summary>
    private ProfileReading Keep(ProfileReading reading, IReadOnlyDictionary<string, string> profile, DateTimeOffset now)
    {
        if (
            MarketingAge.Kept(options, profile, now) is not { } kept
            || !reading.Taken.TryGetValue(kept, out var answer)
            || answer == profile[kept]
        )
            return reading;
        return new ProfileReading(
            reading.Taken.Where(taken => taken.Key != kept).ToDictionary(),
            reading.Faults.Append(KeyValuePair.Create(kept, ProfileFault.Kept)).ToDictionary()
        );
    }

    private Task<IResult> PageAsync(
        HttpContext http,
        Visit visit,
        IReadOnlyDictionary<string, string> profile,
        IReadOnlyDictionary<string, ProfileFault> faults
    ) =>
        pages.PageAsync<AboutMePage>(
            http,
            new()
            {
                [nameof(AboutMePage.View)] = visit.View,
                [nameof(AboutMePage.Questions)] = options.Asked,
                [nameof(AboutMePage.Profile)] = profile,
                [nameof(AboutMePage.Faults)] = faults,
                [nameof(AboutMePage.Saved)] = http.Request.Query.ContainsKey("saved"),
            },
            faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );
}
