using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>What is known already of the consents that a list brings.</summary>
internal static class KeptConsents
{
    private const int PhonesInOneSelect = 50;

    /// <summary>The rows, without consents that are kept already: each is kept once for a phone and its words, and one whose
    /// phone took one back since, or opted out, is not given again by an old list. Two lists that bring one in the same moment may keep it twice,
    /// which harms nobody.</summary>
    public static Task<AudienceEntry[]> WithoutAsync(IDatabase database, IReadOnlyList<AudienceEntry> entries) =>
        database.ReadAsync<AudienceEntry[]>(async session =>
        {
            var kept = new List<KeptConsent>();
            foreach (
                var phones in entries
                    .Select(entry => entry.Row?.Consent?.Phone)
                    .OfType<string>()
                    .Distinct()
                    .Chunk(PhonesInOneSelect)
            )
                kept.AddRange(
                    await session.QueryAsync<KeptConsent>(
                        """
                        select phone, words, revoked_at from phone_consents where phone in @phones
                        union all
                        select phone, '' as words, opted_out_at as revoked_at from opt_outs
                        where phone in @phones and channel = 'sms'
                        """,
                        new { phones }
                    )
                );
            var byPhone = kept.ToLookup(consent => consent.Phone, StringComparer.Ordinal);
            return
            [
                .. entries.Select(entry =>
                    entry.Row is { Consent: { } given } row && byPhone[given.Phone].Any(old => old.Stands(given))
                        ? entry with
                        {
                            Row = row with { Consent = null },
                        }
                        : entry
                ),
            ];
        });

    private sealed class KeptConsent
    {
        public string Phone { get; init; } = "";
        public string Words { get; init; } = "";
        public DateTimeOffset? RevokedAt { get; init; }

        /// <summary>Against one that a list brings.</summary>
        public bool Stands(GivenByPhone given) =>
            RevokedAt is { } revoked ? revoked >= given.GivenAt : Words == given.Words;
    }
}
