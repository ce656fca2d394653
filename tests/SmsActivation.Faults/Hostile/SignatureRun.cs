using Product = SmsActivation.Core.Twilio.TwilioSignature;

namespace SmsActivation.Faults.Hostile;

/// <summary>Spoiled signatures: all of them straight to the code that the host checks them with, in this process, and a
/// sample to the host itself.</summary>
internal sealed class SignatureRun(RequestMaker maker, HookAccount account, int seed, HostileReport report)
{
    private const int OneOverHttpIn = 20;
    private const int ToOneForm = 200;
    private const string Target = "/twilio/sms";

    public async Task RunAsync(int signatures, int port, int connections)
    {
        var posted = 0;
        var same = 0;
        var forms = (signatures + ToOneForm - 1) / ToOneForm;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, forms),
            new ParallelOptions { MaxDegreeOfParallelism = connections },
            async (number, _) =>
            {
                var random = new Random(unchecked((seed * 31) + number));
                var good = maker.MakeGood(-1 - number, random.Next(200));
                var form = FormReader.Read(good.Body)!;
                var valid = account.Signatures(Target, form);
                if (!Passes(form, valid[random.Next(valid.Length)]))
                    report.Break($"signatures of seed {seed}, form {number}: the good one was refused");
                using var connection = new RawConnection(port);
                for (var left = Math.Min(ToOneForm, signatures - (number * ToOneForm)); left > 0; )
                {
                    var (name, forged) = SignatureMutations.Draw(random, account, Target, form);
                    if (valid.Contains(forged))
                    {
                        Interlocked.Increment(ref same);
                        continue;
                    }
                    left--;
                    if (Passes(form, forged))
                        report.Break($"signatures of seed {seed}, form {number}: accepted {name}, '{forged}'");
                    // In a header the space around a value is none of it.
                    if (left % OneOverHttpIn != 0 || valid.Contains(forged.Trim(' ', '\t', '\r', '\n')))
                        continue;
                    Interlocked.Increment(ref posted);
                    await PostAsync(connection, good, name, forged);
                }
            }
        );
        report.Tell(
            $"{signatures:n0} spoiled signatures checked by the host's own code, {posted:n0} of them by the host; "
                + $"{same:n0} that came out good were not counted"
        );
    }

    private bool Passes(IReadOnlyList<KeyValuePair<string, string>> form, string signature) =>
        Product.IsValid([account.Token, account.PreviousToken], account.PublicUrl + Target, form, signature);

    private async Task PostAsync(RawConnection connection, HostileRequest good, string name, string forged)
    {
        var headers = good.Headers.Where(header => header.Key != "X-Twilio-Signature");
        var request = good with
        {
            Kind = "signature: " + name,
            Headers = [.. headers, new("X-Twilio-Signature", forged)],
        };
        var status = await connection.PostAsync(request);
        report.Answered("spoiled signatures", status);
        // What is no header at all is refused as such.
        if (status is not (403 or 400))
            report.Break($"answered {status}: {request.Escaped()}");
    }
}
