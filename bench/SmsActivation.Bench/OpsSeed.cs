using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SmsActivation.Bench;

/// <summary>A shop's last six weeks, straight into a database that the product has made: texts with all that came of them.
/// Days and weekends, busy and quiet hours, phones that text once and phones that text often.</summary>
internal sealed class OpsSeed : IDisposable
{
    private const int Weeks = 6;
    private const int CardsPerBatch = 50_000;

    // Below are the simulator's own cards and members.
    private const int FirstId = 1_000;
    private const string Facts =
        """{"candidates":1,"known":1,"nearMiss":false,"state":"Issued","linked":"none","held":false,"keyword":null,"optedOut":false,"failedTries":0,"passwordRequests":0,"memberCards":0,"lastPasswordText":null,"repliesInBurst":1,"repliesInDay":1,"withheld":null}""";

    // Of a hundred texts that do not activate a card.
    private static readonly (string Outcome, int Share)[] Others =
    [
        ("AlreadyActive", 24),
        ("UnknownCard", 15),
        ("InvalidCardNumber", 14),
        ("MissingCardNumber", 12),
        ("PasswordReissued", 9),
        ("Acknowledged", 8),
        ("OptedOut", 4),
        ("CardAlreadyLinked", 3),
        ("PhoneAlreadyLinked", 3),
        ("HelpSent", 2),
        ("TooManyAttempts", 2),
        ("CardBlocked", 1),
        ("CardExpired", 1),
        ("NotAllowed", 2),
    ];

    private static readonly string[] Wordless = ["Acknowledged", "OptedOut", "NotAllowed", "Unprocessed"];
    private static readonly int[] Failures = [30003, 30005, 30006, 30007, 21610];

    private readonly SqliteConnection _connection;
    private readonly Random _random = new(4_567);
    private readonly DateTimeOffset _now;
    private readonly Insert _inbound;
    private readonly Insert _outbound;
    private readonly Insert _attempt;
    private readonly Insert _log;
    private readonly Insert _card;
    private readonly Insert _member;
    private readonly Insert _link;
    private readonly Insert _conversation;

    /// <param name="now">The newest text is of this moment.</param>
    private OpsSeed(string file, DateTimeOffset now)
    {
        _now = now;
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("pragma synchronous = off");
        Run("pragma cache_size = -200000");
        Run("pragma foreign_keys = off");
        _inbound = new Insert(
            _connection,
            "inbound_messages (id, sid, sender, channel, from_address, to_address, body, holds_password, media_count, received_at, state, attempts, done_at)"
        );
        _outbound = new Insert(
            _connection,
            "outbound_messages (id, sender, channel, to_address, texted_address, template, language, card, member_id, holds_password, state, attempts, due_at, sid, error_code, created_at, sent_at, settled_at)"
        );
        _attempt = new Insert(
            _connection,
            "send_attempts (message_id, token, started_at, ended_at, sid, result, error_code, text)"
        );
        _log = new Insert(
            _connection,
            "activation_log (inbound_id, at, message_sid, channel, phone, card, outcome, reply_id, facts)"
        );
        _card = new Insert(_connection, "cards (id, number, state, batch, activated_at, created_at, updated_at)");
        _member = new Insert(_connection, "members (id, phone, username, language, created_at)");
        _link = new Insert(_connection, "card_links (card_id, member_id, slot, channel, linked_at)");
        _conversation = new Insert(_connection, "conversations (sender, last_text_at, created_at)");
    }

    /// <param name="file">With the product's schema, and nobody at it.</param>
    /// <param name="phones">Each is a customer, and has a card in the end.</param>
    public static void Fill(string file, int texts, int phones, DateTimeOffset now)
    {
        using var seed = new OpsSeed(file, now);
        seed.Run("begin");
        seed.Add(texts, phones);
        seed.Run("commit");
        seed.Run("pragma wal_checkpoint(truncate)");
    }

    public void Dispose()
    {
        foreach (var insert in new[] { _inbound, _outbound, _attempt, _log, _card, _member, _link, _conversation })
            insert.Dispose();
        _connection.Dispose();
    }

    private void Add(int texts, int phones)
    {
        // The n-th customer's card is the n-th card, and a tenth more was never activated.
        var times = Times(texts);
        var activated = new bool[phones];
        var next = 0;
        for (var id = 1; id <= texts; id++)
        {
            // New customers come evenly; between two of them, earlier ones text again.
            var isFirst = next < phones && (long)id * phones / texts > next;
            var phone = isFirst ? next++ : _random.Next(Math.Max(next, 1));
            AddText(id, times[id - 1], phone, isFirst && !activated[phone]);
            activated[phone] |= isFirst;
        }
        for (var i = phones; i < phones + (phones / 10); i++)
            AddCard(i, "Issued", activatedAt: null);
    }

    private void AddText(int id, DateTimeOffset at, int phone, bool activates)
    {
        var outcome = activates ? "Activated" : Other();
        var number = Texts.Phone(phone);
        var card = outcome is "MissingCardNumber" or "Acknowledged" or "OptedOut" or "HelpSent" or "Unprocessed"
            ? null
            : Texts.Card(phone);
        var channel = _random.Next(10) == 0 ? "whatsapp" : "sms";
        var from = channel == "sms" ? number : "whatsapp:" + number;
        var sid = $"SM{id:x32}";
        var isDead = outcome == "Unprocessed";
        var received = at.AddMilliseconds(-_random.Next(40, 400));
        _inbound.Run(
            id,
            sid,
            number,
            channel,
            from,
            Texts.OurNumber,
            card ?? "hello, my card please",
            0,
            0,
            Text(received),
            isDead ? "dead" : "done",
            1,
            Text(at)
        );
        if (activates)
            AddCustomer(phone, number, channel, at);
        if (!Wordless.Contains(outcome))
            AddReply(id, number, channel, outcome, card, phone, at);
        _log.Run(id, Text(at), sid, channel, number, card, outcome, Wordless.Contains(outcome) ? null : id, Facts);
    }

    private void AddCustomer(int phone, string number, string channel, DateTimeOffset at)
    {
        AddCard(phone, "Active", at);
        _member.Run(phone + FirstId, number, number, "en", Text(at));
        _link.Run(phone + FirstId, phone + FirstId, 1, channel, Text(at));
        _conversation.Run(number, Text(at), Text(at));
    }

    private void AddCard(int i, string state, DateTimeOffset? activatedAt)
    {
        var made = Text(_now.AddDays(-7 * Weeks));
        _card.Run(
            i + FirstId,
            Texts.Card(i),
            state,
            $"batch-{i / CardsPerBatch:00}",
            activatedAt is { } at ? Text(at) : null,
            made,
            made
        );
    }

    private void AddReply(
        int id,
        string number,
        string channel,
        string outcome,
        string? card,
        int phone,
        DateTimeOffset at
    )
    {
        var failed = _random.Next(100) < 2 ? Failures[_random.Next(Failures.Length)] : (int?)null;
        var sent = at.AddMilliseconds(_random.Next(120, 900));
        var settled = sent.AddSeconds(_random.Next(1, 20));
        var sid = $"SM{id + 0x7000_0000L:x32}";
        _outbound.Run(
            id,
            number,
            channel,
            number,
            Texts.OurNumber,
            outcome,
            "en",
            card?[^4..],
            phone + FirstId,
            outcome is "Activated" or "PasswordReissued" ? 1 : 0,
            failed is null ? "delivered" : "undelivered",
            1,
            Text(at),
            sid,
            failed,
            Text(at),
            Text(sent),
            Text(settled)
        );
        _attempt.Run(
            id,
            $"{id:x32}",
            Text(at),
            Text(sent),
            sid,
            "accepted",
            null,
            "Your card is active. Sign in at https://example.com/account with the password {password}"
        );
    }

    private string Other()
    {
        // A text that nobody could decide is a rare thing, and stays until a person has seen it.
        if (_random.Next(40_000) == 0)
            return "Unprocessed";
        var drawn = _random.Next(100);
        foreach (var (outcome, share) in Others)
            if ((drawn -= share) < 0)
                return outcome;
        return Others[0].Outcome;
    }

    /// <summary>In order: more by day than by night, fewer at weekends, the newest just now.</summary>
    private List<DateTimeOffset> Times(int texts)
    {
        var weights = new double[Weeks * 7 * 24];
        var first = _now.AddHours(-weights.Length);
        for (var hour = 0; hour < weights.Length; hour++)
        {
            var at = first.AddHours(hour);
            var day = Math.Max(0.05, Math.Sin((at.Hour - 6) / 16.0 * Math.PI));
            weights[hour] = day * (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.6 : 1);
        }
        var (all, sum) = (weights.Sum(), 0.0);
        var times = new List<DateTimeOffset>(texts);
        for (var hour = 0; hour < weights.Length; hour++)
        {
            sum += weights[hour];
            var upTo = (int)Math.Round(texts * sum / all);
            var these = Enumerable.Range(times.Count, upTo - times.Count).Select(_ => _random.NextDouble()).Order();
            times.AddRange(these.Select(part => first.AddHours(hour + part)).ToList());
        }
        return times;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>One statement, prepared once.</summary>
    private sealed class Insert : IDisposable
    {
        private readonly SqliteCommand _command;

        /// <param name="into">A table and its columns.</param>
        public Insert(SqliteConnection connection, string into)
        {
            var columns = into[(into.IndexOf('(') + 1)..^1].Split(", ");
            _command = connection.CreateCommand();
            _command.CommandText =
                $"insert into {into} values ({string.Join(", ", columns.Select(name => "@" + name))})";
            foreach (var name in columns)
                _command.Parameters.Add(new SqliteParameter("@" + name, value: null));
            _command.Prepare();
        }

        public void Run(params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
                _command.Parameters[i].Value = values[i] ?? DBNull.Value;
            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
