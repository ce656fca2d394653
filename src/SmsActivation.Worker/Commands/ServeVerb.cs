using System.CommandLine;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class ServeVerb
{
    public const string Name = "serve";

    public static Verb Create(VerbContext context)
    {
        var restoredFrom = new Option<DateTimeOffset?>(RestoredFrom.Option)
        {
            HelpName = "T",
            Description =
                "The database was put back and is as of then (ISO 8601, UTC): no text leaves until it is known what was "
                + "sent since.",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var at = SinceText.Iso(text);
                if (RestoredFrom.Fault(text, at, context.Time.GetUtcNow()) is { } fault)
                    result.AddError(fault);
                return at;
            },
        };
        var verb = new Verb(Name, "Serve: take webhooks, send replies (the same as no verb).")
        {
            Examples = ["serve", $"serve {RestoredFrom.Option} 2026-07-14T09:30:00Z"],
        };
        verb.Add(restoredFrom);
        verb.SetAction((parsed, stopping) => Serve.RunAsync(parsed.GetValue(restoredFrom), stopping));
        return verb;
    }
}
