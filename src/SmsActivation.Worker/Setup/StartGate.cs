using SmsActivation.Core.Cards;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Setup;

/// <summary>Whether this carrier may serve this database: play and truth never mix in one file.</summary>
public static class StartGate
{
    /// <summary>Every reason to refuse; none of them records anything.</summary>
    public static Task<IReadOnlyList<string>> FaultsAsync(IDatabase database, Carrier carrier) =>
        database.ReadAsync(async session =>
        {
            var faults = new List<string>();
            var served = await session.ScalarAsync<string>("select value from facts where name = 'carrier'");
            if (served is not null && served != carrier.ToString())
                faults.Add(
                    $"This database served Carrier={served}, and Carrier is {carrier}: its members and texts belong to "
                        + "that carrier. Point Database:ConnectionString at another database."
                );
            if (carrier == Carrier.Twilio)
            {
                var demo = await session.ScalarAsync<long>(
                    "select count(*) from cards where batch = @batch",
                    new { batch = CardBatch.Demo }
                );
                if (demo > 0)
                    faults.Add(
                        $"This database holds {demo} demo cards, which anyone could activate: remove them with the verb "
                            + "'cards remove --batch demo'."
                    );
            }
            return (IReadOnlyList<string>)faults;
        });

    /// <summary>Keeps the words of the consents; why not, when a version has other words than it had.</summary>
    public static async Task<IReadOnlyList<string>> KeepConsentsAsync(
        IDatabase database,
        Settings settings,
        ConsentTexts texts,
        DateTimeOffset now
    )
    {
        var consents = new ConsentStore(database, settings.Account, EventOutbox.Off);
        var changed = await consents.KeepAsync(texts, now);
        return
        [
            .. changed.Select(text =>
                $"{SettingOf(text.Kind)} is '{text.Version}', and replies/consents/{text.Language}.json (or Brand) no longer "
                + $"says what members agreed to under that version ('{text.Kind.Word()}'): give it a new version."
            ),
        ];
    }

    private static string SettingOf(ConsentKind kind) =>
        kind switch
        {
            ConsentKind.Service => "Account:TermsVersion",
            ConsentKind.Marketing => "Account:MarketingVersion",
        };

    /// <summary>Writes down the carrier that this database serves from now on.</summary>
    public static Task RecordAsync(IDatabase database, Carrier carrier) =>
        database.WriteAsync(session =>
            session.TryInsertAsync(
                "insert into facts (name, value) values ('carrier', @carrier)",
                new { carrier = carrier.ToString() }
            )
        );
}
