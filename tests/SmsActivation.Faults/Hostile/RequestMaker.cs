using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults.Hostile;

/// <summary>Makes hostile requests, each from the seed and its own number alone, so that one can be made again.</summary>
internal sealed class RequestMaker(HookAccount account, int seed)
{
    private const int Huge = 1024 * 1024;

    public HostileRequest Make(int index)
    {
        var random = new Random(HashCode(index));
        var report = random.Next(5) == 0;
        var fields = report ? Report(index) : Text(random, index);
        var kind = Mutate(random, fields);
        var body = FormBytes.Of(fields, random);
        if (random.Next(8) == 0)
        {
            body = ByteMutations.Apply(random, body);
            kind = "bytes";
        }
        if (random.Next(500) == 0)
        {
            body = [.. body, .. "&Body="u8, .. HostileText.Long(random, Huge)];
            kind = "1 MB";
        }
        return Sign(random, index, kind, Targets.Draw(random, report), report, body);
    }

    /// <summary>A good text, owed a 200; for whoever does something else to it than mutate it.</summary>
    public HostileRequest MakeGood(int index, int bytes)
    {
        var random = new Random(HashCode(index));
        List<Field> fields = [.. Text(random, index), new("Padding", new string('x', bytes))];
        return Assemble(random, index, "good", "/twilio/sms", false, FormBytes.Of(fields, random), good: true);
    }

    // Not System.HashCode: that one is salted by the process.
    private int HashCode(int index) => unchecked((int)(((uint)seed * 2654435761u) ^ ((uint)index * 2246822519u)));

    private static string Mutate(Random random, List<Field> fields)
    {
        var (kind, apply) = FieldMutations.All[random.Next(FieldMutations.All.Count)];
        apply(random, fields);
        // Some faults only show together.
        for (var more = random.Next(4) == 0 ? random.Next(1, 4) : 0; more > 0 && fields.Count > 3; more--)
            FieldMutations.All[random.Next(FieldMutations.All.Count)].Apply(random, fields);
        return kind;
    }

    private List<Field> Text(Random random, int index)
    {
        // Now and then an earlier text comes again.
        var sid = Sid(random.Next(20) == 0 ? Math.Max(0, index - random.Next(1, 50)) : index);
        var sms = new InboundSms($"+1415{random.Next(2_000_000, 7_000_000)}", HostileText.Marker + " hello")
        {
            Sid = sid,
        };
        return [.. sms.Form(account.Sid).Select(field => new Field(field.Key, field.Value))];
    }

    private List<Field> Report(int index) =>
        [
            new("MessageSid", Sid(index)),
            new("MessageStatus", "delivered"),
            new("SmsSid", Sid(index)),
            new("SmsStatus", "delivered"),
            new("AccountSid", account.Sid),
            new("To", "+14155550100"),
            new("From", Own.Number),
            new("ApiVersion", "2010-04-01"),
        ];

    private string Sid(int index) => $"SM{seed:x8}{index:x24}";

    private HostileRequest Sign(Random random, int index, string kind, string target, bool report, byte[] body) =>
        Assemble(random, index, kind, target, report, body, good: false);

    private HostileRequest Assemble(
        Random random,
        int index,
        string kind,
        string target,
        bool report,
        byte[] body,
        bool good
    )
    {
        var form = FormReader.Read(body);
        var valid = account.Signatures(target, form ?? []);
        var signature = good || index % 2 == 0 ? valid[random.Next(valid.Length)] : Forged(random, target, form ?? []);
        var signed = valid.Contains(signature);
        var type = good ? ContentTypes.Usual : ContentTypes.Draw(random);
        var framed = good ? Framing.Plain(body) : Framing.Draw(random, body);
        var headers = new List<KeyValuePair<string, string>> { framed.Header };
        if (type is not null)
            headers.Add(new("Content-Type", type));
        if (signature is not null)
            headers.Add(new("X-Twilio-Signature", signature));
        var owed =
            framed.IsBroken ? 400
            : body.Length > Rules.LargestBody ? 413
            : string.IsNullOrEmpty(signature) ? 403
            : !ContentTypes.IsForm(type) || form is null ? 400
            : !signed ? 403
            : report ? Rules.OwedToReport(form, account.Sid)
            : Rules.OwedToText(form, account.Sid);
        var sid = owed == 200 && !report ? Rules.SidOf(form!) : null;
        var what =
            framed.IsBroken ? "broken framing"
            : ContentTypes.IsForm(type) ? kind
            : "another content type";
        return new HostileRequest(index, what, target, headers, framed.Bytes, signed, owed, sid);
    }

    /// <summary>None, one that was spoiled, or a good one of other words; a good one of these is left out.</summary>
    private string? Forged(Random random, string target, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        if (random.Next(10) == 0)
            return random.Next(2) == 0 ? null : "";
        var forged = SignatureMutations.Draw(random, account, target, form).Signature.Trim();
        return forged.All(sign => sign is >= ' ' and < '\x7f') ? forged : "forged";
    }
}
