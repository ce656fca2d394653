using System.Text.Json;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Those who got a campaign's text, as rows of the list of its correction.</summary>
/// <param name="withUnknown">Also those of whom nobody knows.</param>
internal sealed class TextedPeople(IDatabase database, long campaign, bool withUnknown)
{
    private const int RowsInOneSelect = 2000;

    // The first two are with the carrier; of the others nobody knows.
    private readonly string[] _states = withUnknown ? ["sent", "delivered", "unknown"] : ["sent", "delivered"];
    private int _read;

    /// <summary>Of a series any of its texts.</summary>
    private const string Got = """
        (o.state in @states or exists (
            select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
            where p.recipient_id = r.id and e.state in @states))
        """;

    /// <summary>Rows so far.</summary>
    public long Read => Volatile.Read(ref _read);

    /// <summary>Texts that are on their way to the carrier still: a moment later they will have been got.</summary>
    public Task<int> UnderWayAsync() =>
        database.ReadAsync(session =>
            session.ScalarAsync<int>(
                """
                select count(*) from outbound_messages
                where campaign_id = @campaign and state in ('queued', 'claimed', 'retry', 'sending')
                """,
                new { campaign }
            )
        );

    public Task<int> CountAsync() =>
        database.ReadAsync(session =>
            session.ScalarAsync<int>(
                $"""
                select count(*) from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
                where r.campaign_id = @campaign and r.phone like '+%' and {Got}
                """,
                new { campaign, states = _states }
            )
        );

    /// <summary>Blocks while it reads, so it is for a thread of its own.</summary>
    public IEnumerable<AudienceFields> All()
    {
        var after = "";
        while (true)
        {
            var people = SomeAsync(after).GetAwaiter().GetResult();
            foreach (var one in people)
            {
                Interlocked.Increment(ref _read);
                yield return one.ToFields();
            }
            if (people.Count < RowsInOneSelect)
                yield break;
            after = people[^1].Phone;
        }
    }

    /// <summary>Whoever was erased since has no phone here.</summary>
    private Task<IReadOnlyList<Person>> SomeAsync(string after) =>
        database.ReadAsync(session =>
            session.QueryAsync<Person>(
                $"""
                select r.line, r.phone, r.name, r.language, r.card, r.fields
                from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
                where r.campaign_id = @campaign and r.phone > @after and r.phone like '+%' and {Got}
                order by r.phone {session.Dialect.First("@rows")}
                """,
                new
                {
                    campaign,
                    after,
                    states = _states,
                    rows = RowsInOneSelect,
                }
            )
        );

    private sealed class Person
    {
        public int Line { get; init; }
        public string Phone { get; init; } = "";
        public string? Name { get; init; }
        public string? Language { get; init; }
        public string? Card { get; init; }
        public string? Fields { get; init; }

        public AudienceFields ToFields() =>
            new()
            {
                Line = Line,
                Phone = Phone,
                Name = Name,
                Language = Language,
                Card = Card,
                Others = Fields is null
                    ? new Dictionary<string, string>()
                    : JsonSerializer.Deserialize<Dictionary<string, string>>(Fields)!,
            };
    }
}
