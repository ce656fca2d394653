using System.CommandLine;
using SmsActivation.Core.Events;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Privacy;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class PrivacyEraseVerb
{
    private const string Details = """
        Takes the person behind a phone out of the database: profile, passwords, consents, what was texted either way.
        Log rows, SIDs and sums stay under a pseudonym drawn at random. A card that was linked is blocked, so that
        whoever finds it cannot spend its points. An opt-out stays as a keyed hash (Privacy:HashKey), and is found again
        should the phone text later. This cannot be taken back.

        Ends with 1, and changes nothing, while a text of the phone is being handled or a reply is on its way, and where
        an opt-out must be kept and the key for it is missing.
        """;

    public static Verb Create(VerbContext context)
    {
        var phone = new Argument<string>("PHONE")
        {
            Description = "The phone, best in international form: +15550100199.",
            Arity = ArgumentArity.ExactlyOne,
        };
        var verb = new Verb("erase", "Remove a person for good, beside a running host or not.")
        {
            Details = Details,
            Examples = ["privacy erase +15550100199"],
        };
        verb.Add(phone);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, engine, settings) =>
                {
                    if (PhoneAsked.ReadOne(parsed.GetRequiredValue(phone), settings.Twilio) is not { } asked)
                        return context.Fail("That is no phone, or could be several: write it as +15550100199.");
                    var now = context.Time.GetUtcNow();
                    var live = await LiveHosts.CountAsync(engine, database, now) > 0;
                    var people = new PersonStore(database, settings.OptOutKey, new EventOutbox(settings.Events));
                    var erasure = await people.EraseAsync(asked, live, now);
                    return Tell(context, PhoneMask.Mask(asked), erasure);
                }
            )
        );
        return verb;
    }

    private static int Tell(VerbContext context, string phone, Erasure erasure)
    {
        switch (erasure)
        {
            case Erasure.Done { What.Nothing: true }:
                context.Output.WriteLine($"Nothing is kept of {phone}.");
                return ExitStatus.Done;
            case Erasure.Done done:
                EraseTelling.Write(context, phone, done.What);
                return ExitStatus.Done;
            case Erasure.UnderWay underWay:
                return context.Fail(
                    $"{phone} is not erased: {underWay.Texts} texts of it are not handled, {underWay.Replies} "
                        + "replies to it are not with the carrier. Try again in a while."
                );
            case Erasure.Refused refused:
                return context.Fail($"{phone} is not erased. {refused.Reason}");
            default:
                throw new InvalidOperationException($"Unknown result {erasure.GetType().Name}.");
        }
    }
}
