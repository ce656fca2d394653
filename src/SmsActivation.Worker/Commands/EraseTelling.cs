using SmsActivation.Core.Cards;
using SmsActivation.Core.Privacy;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>What an erasure removed, and where else the person still is.</summary>
internal static class EraseTelling
{
    private const string Elsewhere = """

        Not in this database's rows, and yours to see to:
          Twilio's own log. List the messages to and from this phone
          (GET /2010-04-01/Accounts/{AccountSid}/Messages.json?To=…, and ?From=…) and delete each of them
          (DELETE /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json). It shows them for 13 months, and keeps them in
          its archive for longer, unless Messaging settings in its console say otherwise.
          Backups made before now, and the database file's free space: a fresh 'db backup' holds neither.
          The till's card file, if it names this phone as a holder: importing it again brings the phone back.
        """;

    public static void Write(VerbContext context, string phone, Erased what)
    {
        context.Output.WriteLine($"{phone} is erased.");
        var sums = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn();
        Add("Texts from it", what.Texts);
        Add("Replies to it", what.Replies);
        Add("Log rows, now under a pseudonym", what.LogRows);
        Add("Member and profile", what.Member ? 1 : 0);
        Add("Temporary passwords", what.Passwords);
        Add("Consents", what.Consents);
        Add("Cards that named it as holder", what.HolderOf);
        Add("Lists of campaigns", what.Campaigns);
        context.Console.Write(sums);
        foreach (var card in what.Blocked)
            context.Output.WriteLine($"Card {CardMask.Mask(card)} is unlinked and blocked.");
        if (what.OptOutKept)
            context.Output.WriteLine("Its opt-out is kept, as a keyed hash.");
        context.Output.WriteLine(Elsewhere);

        void Add(string name, int count) =>
            sums.AddRow(new Text(name, new Style(Color.Grey)), new Text(count.ToString("N0")));
    }
}
