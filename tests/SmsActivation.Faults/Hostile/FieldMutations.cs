using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>What is done to a webhook's fields before they are escaped and signed.</summary>
internal static class FieldMutations
{
    private static readonly string[] s_counts =
    [
        "0",
        "1",
        "10",
        "-1",
        "+2",
        " 3 ",
        "4\0",
        "1e3",
        "0x10",
        "2147483647",
        "2147483648",
        "٣",
        "",
        "30003",
    ];

    private static readonly string[] s_words =
    [
        "sent",
        "DELIVERED",
        "failed",
        "undelivered",
        "read",
        "Canceled",
        "huh",
        "",
        "\r\n{\"a\":1}",
        "👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍x",
        "ſent",
    ];

    public static readonly IReadOnlyList<(string Name, Action<Random, List<Field>> Apply)> All =
    [
        ("as it comes", (_, _) => { }),
        ("hostile body", (random, fields) => Set(fields, "Body", Marked(HostileText.Words(random)))),
        ("long body", LongBody),
        ("hostile sender", (random, fields) => Set(fields, "From", Sender(random))),
        ("hostile addressee", (random, fields) => Set(fields, "To", HostileText.Words(random))),
        ("hostile field", (random, fields) => Set(fields, random.Next(fields.Count), HostileText.Words(random))),
        ("ill-formed UTF-8", (random, fields) => Set(fields, random.Next(fields.Count), HostileText.IllFormed(random))),
        ("repeated key", Repeat),
        ("missing key", Drop),
        ("missing SID", (_, fields) => fields.RemoveAll(field => field.Is("MessageSid") || field.Is("SmsSid"))),
        ("strange SID", StrangeSid),
        ("more keys", More),
        (
            "another order",
            (random, fields) => random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(fields))
        ),
        ("another spelling of a key", Rename),
        ("count of media", (random, fields) => Set(fields, "NumMedia", Pick(random, s_counts))),
        ("opt-out word", (random, fields) => fields.Add(new Field(Bytes("OptOutType"), HostileText.Words(random)))),
        ("status word", (random, fields) => Set(fields, "MessageStatus", Pick(random, s_words))),
        ("error code", (random, fields) => fields.Add(new Field(Bytes("ErrorCode"), Pick(random, s_counts)))),
        ("another account", (random, fields) => Set(fields, "AccountSid", HostileText.Words(random))),
    ];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Pick(Random random, string[] words) => Bytes(words[random.Next(words.Length)]);

    private static byte[] Marked(byte[] text) => [.. Bytes(HostileText.Marker + " "), .. text];

    private static void Set(List<Field> fields, string name, byte[] value)
    {
        var at = fields.FindIndex(field => field.Is(name));
        if (at >= 0)
            fields[at] = fields[at] with { Value = value };
    }

    private static void Set(List<Field> fields, int at, byte[] value) =>
        fields[at] = fields[at] with { Value = fields[at].Is("Body") ? Marked(value) : value };

    private static byte[] Sender(Random random) =>
        random.Next(5) switch
        {
            0 => HostileText.Long(random, random.Next(60, 300)),
            1 => [.. Bytes("+1415"), .. HostileText.Words(random)],
            2 => [.. Bytes("whatsapp:"), .. HostileText.Words(random)],
            3 => [.. Bytes(" +7916"), .. Bytes(random.Next(1_000_000, 9_999_999).ToString()), .. "\t\r\n "u8],
            _ => HostileText.Words(random),
        };

    /// <summary>Around the limit of 64 KiB as well, so that some are refused by size once they are escaped.</summary>
    private static void LongBody(Random random, List<Field> fields)
    {
        var bytes = random.Next(4) == 0 ? random.Next(60_000, 66_000) : random.Next(1, 20_000);
        Set(fields, "Body", Marked(HostileText.Long(random, bytes)));
    }

    private static void Repeat(Random random, List<Field> fields)
    {
        var field = fields[random.Next(fields.Count)];
        if (random.Next(2) == 0)
            field = field with { Value = field.Is("Body") ? field.Value : HostileText.Words(random) };
        for (var times = random.Next(1, 4); times > 0; times--)
            fields.Insert(random.Next(fields.Count + 1), field);
    }

    private static void Drop(Random random, List<Field> fields)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
            fields.RemoveAt(random.Next(fields.Count));
    }

    private static void StrangeSid(Random random, List<Field> fields)
    {
        if (fields.Find(field => field.Is("MessageSid")) is not { } field)
            return; // dropped already
        var sid = Encoding.UTF8.GetString(field.Value);
        Set(
            fields,
            "MessageSid",
            random.Next(6) switch
            {
                0 => Bytes(sid.ToLowerInvariant()),
                1 => Bytes(sid + sid),
                2 => Bytes(sid + "ＳＭ"),
                3 => Bytes(sid + new string('0', 30)),
                4 => [],
                _ => [.. Bytes(sid), .. HostileText.Words(random)],
            }
        );
    }

    private static void More(Random random, List<Field> fields)
    {
        for (var more = random.Next(50) == 0 ? 2000 : random.Next(1, 40); more > 0; more--)
        {
            var name = random.Next(5) switch
            {
                0 => [],
                1 => HostileText.Words(random),
                _ => Bytes($"MediaUrl{more}"),
            };
            fields.Add(new Field(name, Bytes(random.Next().ToString())));
        }
    }

    private static void Rename(Random random, List<Field> fields)
    {
        var at = random.Next(fields.Count);
        var name = Encoding.UTF8.GetString(fields[at].Name);
        fields[at] = fields[at] with { Name = Bytes(random.Next(2) == 0 ? name.ToLowerInvariant() : name + "\0") };
    }
}
