namespace SmsActivation.Faults.Hostile;

/// <summary>What is done to a form's bytes after they were escaped and before they are signed.</summary>
internal static class ByteMutations
{
    private static readonly byte[][] s_inserts =
    [
        [.. "%"u8],
        [.. "%zz"u8],
        [.. "%4"u8],
        [.. "%00"u8],
        [.. "%u0041"u8],
        [.. "&&&="u8],
        [.. "=&="u8],
        [.. "&;&"u8],
        [0],
        [.. "%ED%A0%80"u8],
        [.. "%c0%80"u8],
        [0xFF],
        [.. "\r\n\r\nPOST /"u8],
    ];

    public static byte[] Apply(Random random, byte[] body)
    {
        for (var times = random.Next(1, 5); times > 0 && body.Length > 0; times--)
            body = Once(random, body);
        return body;
    }

    private static byte[] Once(Random random, byte[] body)
    {
        var at = random.Next(body.Length);
        switch (random.Next(5))
        {
            case 0:
                body[at] ^= (byte)(1 << random.Next(8));
                return body;
            case 1:
                return [.. body[..at], .. body[Math.Min(at + random.Next(1, 4), body.Length)..]];
            case 2:
                return [.. body[..at], .. s_inserts[random.Next(s_inserts.Length)], .. body[at..]];
            case 3:
                body[at] = (byte)random.Next(256);
                return body;
            default:
                // The end is missing: rarely, for it takes the account with it.
                return random.Next(4) == 0 ? body[..at] : body;
        }
    }
}
