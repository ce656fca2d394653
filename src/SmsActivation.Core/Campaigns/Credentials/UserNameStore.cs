using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Credentials;

/// <summary>Somebody who is to have a user name.</summary>
internal sealed class Nameless
{
    public long Id { get; init; }
    public string Phone { get; init; } = "";
    public string? Name { get; init; }
}

/// <summary>Keeps a user name for each phone that is to get one: whoever has one keeps it, whatever list comes next. Once
/// its phone has a member the name is the member's, and stands there alone.</summary>
internal sealed class UserNameStore(IDatabase database, long campaign, UserNames names)
{
    private const int MostInOneSelect = 200;

    /// <summary>Those from the first id to the last who wait for a text and have no user name yet, in the order of the
    /// list.</summary>
    public Task<IReadOnlyList<Nameless>> NamelessAsync(long first, long last) =>
        database.ReadAsync(session =>
            session.QueryAsync<Nameless>(
                """
                select r.id, r.phone, r.name from campaign_recipients r
                where r.id >= @first and r.id <= @last and r.campaign_id + 0 = @campaign and r.state = 'Waiting'
                    and not exists (select 1 from user_names u where u.phone = r.phone)
                    and not exists (select 1 from members m where m.phone = r.phone and m.closed_at is null)
                order by r.id
                """,
                new
                {
                    campaign,
                    first,
                    last,
                }
            )
        );

    /// <summary>Gives each a name, within a transaction that writes.</summary>
    public async Task NameAsync(Session session, IReadOnlyList<Nameless> people, DateTimeOffset now)
    {
        // Where another load was faster they have one since.
        var named = await FoundAsync(
            session,
            $"select phone from user_names{session.Dialect.Alone} where phone in @some",
            people.Select(one => one.Phone)
        );
        var wished = people
            .Where(one => !named.Contains(one.Phone))
            .Select(one => (one.Phone, Wish: names.Of(one.Name, one.Phone)))
            .ToList();
        var taken = await TakenAsync(session, wished.Select(one => one.Wish.Plain));
        var given = new List<Given>(wished.Count);
        var others = new List<(string Phone, UserName Wish)>();
        foreach (var one in wished)
            if (taken.Add(one.Wish.Plain))
                given.Add(new Given(one.Phone, one.Wish.Plain));
            else
                others.Add(one);
        if (others.Count > 0)
            given.AddRange(await NumberedAsync(session, others, taken));
        await session.InsertNewAsync(Names(now), given);
    }

    /// <summary>The highest number that was given stands by each stem: nobody looks through all who have the name.</summary>
    private async Task<List<Given>> NumberedAsync(
        Session session,
        List<(string Phone, UserName Wish)> others,
        HashSet<string> taken
    )
    {
        var stems = others.Select(one => one.Wish.Stem).Distinct().ToDictionary(stem => stem, KeyOf);
        var last = await LastAsync(session, stems.Values);
        var given = new List<Given>(others.Count);
        // Numbers are given without a look first; the few that somebody has all the same get the next.
        while (others.Count > 0)
        {
            var tried = others.ConvertAll(one => (one.Phone, one.Wish, Name: Next(one.Wish)));
            taken.UnionWith(await TakenAsync(session, tried.Select(one => one.Name)));
            given.AddRange(tried.Where(one => !taken.Contains(one.Name)).Select(one => new Given(one.Phone, one.Name)));
            others = [.. tried.Where(one => taken.Contains(one.Name)).Select(one => (one.Phone, one.Wish))];
        }
        foreach (var some in stems.Values.Chunk(MostInOneSelect))
            await session.ExecuteAsync("delete from user_name_stems where stem in @some", new { some });
        await session.InsertNewAsync(
            Stems,
            [.. stems.Values.Select(key => new StemRow { Stem = key, LastNumber = last[key] })]
        );
        return given;

        string Next(UserName wish)
        {
            var key = stems[wish.Stem];
            var number = last.GetValueOrDefault(key, 1);
            string name;
            do name = wish.Numbered(++number);
            while (!names.IsFit(name));
            last[key] = number;
            return name;
        }
    }

    private static async Task<HashSet<string>> TakenAsync(Session session, IEnumerable<string> wished)
    {
        var some = wished.Distinct().ToList();
        var taken = await FoundAsync(
            session,
            $"select name from user_names{session.Dialect.Alone} where name in @some",
            some
        );
        taken.UnionWith(await FoundAsync(session, "select username from members where username in @some", some));
        return taken;
    }

    private static async Task<Dictionary<string, int>> LastAsync(Session session, IEnumerable<string> keys)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(MostInOneSelect))
        foreach (
            var row in await session.QueryAsync<StemRow>(
                $"select stem, last_number from user_name_stems{session.Dialect.Alone} where stem in @some",
                new { some }
            )
        )
            last.Add(row.Stem, row.LastNumber);
        return last;
    }

    private static async Task<HashSet<string>> FoundAsync(Session session, string select, IEnumerable<string> wished)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in wished.Chunk(MostInOneSelect))
            found.UnionWith(await session.QueryAsync<string>(select, new { some }));
        return found;
    }

    /// <summary>A stem outlives those whose name it is made of, so it is kept as what nobody reads a name from.</summary>
    private static string KeyOf(string stem) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(stem)))[..32];

    private static BulkInsert<Given> Names(DateTimeOffset now) =>
        new(
            "user_names",
            Key: ["phone"],
            [new("phone", one => one.Phone), new("name", one => one.Name), new("given_at", _ => now)]
        );

    private static readonly BulkInsert<StemRow> Stems = new(
        "user_name_stems",
        Key: [],
        [new("stem", one => one.Stem), new("last_number", one => one.LastNumber)]
    );

    private sealed record Given(string Phone, string Name);

    private sealed class StemRow
    {
        public string Stem { get; init; } = "";
        public int LastNumber { get; init; }
    }
}
