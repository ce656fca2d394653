using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Campaigns;

namespace SmsActivation.Worker.Commands;

internal static class CampaignTestVerb
{
    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var to = new Option<string>("--to")
        {
            HelpName = "PHONE",
            Description = "A phone of your own.",
            Required = true,
        };
        var line = new Option<int?>("--line")
        {
            HelpName = "N",
            Description = "As whoever stands in this line of the list would read it; without it the first.",
        };
        var verb = new Verb("test", "Send a campaign's text to yourself, as somebody of its list would get it.")
        {
            Details = $"""
                It leaves from the campaign's sender within seconds of a host that runs, whatever the time of day. It is
                nobody's turn and stands in no result. A user name and a password in it are samples that open nothing. Each
                campaign has {TestTexts.MostADay} tests in 24 hours. Without a list it is written to somebody made up.
                """,
            Examples = ["campaign test spring --to +12125550142"],
        };
        verb.Add(name);
        verb.Add(to);
        verb.Add(line);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var asked = parsed.GetRequiredValue(name);
                    if (await CampaignVerbs.FindAsync(context, database, settings, asked) is not { } found)
                        return ExitStatus.Failed;
                    var (phone, fault) = TestPhone.Read(parsed.GetRequiredValue(to), CampaignListOptions.Of(settings));
                    if (phone is null)
                        return context.Fail($"--to {fault}");
                    var campaign = found.Campaign;
                    var reader = await new TestReaders(database).FindAsync(campaign.Id, parsed.GetValue(line));
                    if (reader is null && parsed.GetValue(line) is { } missing)
                        return context.Fail($"--line is {missing}: nobody in that line of the list has a phone.");
                    var said = TestReaders.Write(found.Words, found.Texts, reader);
                    var sent = await new TestTexts(
                        database,
                        settings.OptOutKey,
                        settings.Twilio.CampaignsLeaveFrom()
                    ).SendAsync(campaign, phone, said, MachineAccount.Actor, context.Time.GetUtcNow());
                    switch (sent)
                    {
                        case TestSend.TooMany:
                            return context.Fail(
                                $"{campaign.Name} had its {TestTexts.MostADay} tests of these 24 hours, or you your {TestTexts.MostOfOnesOwn}."
                            );
                        case TestSend.OptedOut:
                            return context.Fail("That phone has opted out of our texts: send START from it first.");
                        case TestSend.Queued:
                            context.Output.WriteLine(
                                $"To {PhoneMask.Mask(phone)}, in {said.Language}, {said.Length.Segments} segments:"
                            );
                            context.Output.WriteLine(said.Text);
                            return ExitStatus.Done;
                        default:
                            throw new InvalidOperationException($"No such end: {sent}");
                    }
                }
            )
        );
        return verb;
    }
}
