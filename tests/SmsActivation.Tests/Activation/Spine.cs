using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Activation;

/// <summary>The path of a message from the inbox to the outbox, on a real database under a manual clock.</summary>
internal sealed class Spine : IAsyncDisposable
{
    public const string OurNumber = "+15550001111";
    public static readonly HostName Host = new("1", "host-a");
    private int _sids;

    public Spine(
        ActivationLimits? limits = null,
        CardCodes? codes = null,
        TwilioOptions? twilio = null,
        EventOptions? events = null,
        Func<IDatabase, IDatabase>? around = null
    )
    {
        limits ??= new ActivationLimits();
        twilio ??= new TwilioOptions { Numbers = [new TwilioNumber { Number = OurNumber }] };
        var cardNumbers = CardNumberOptions.Default;
        var database = Temporary.Database;
        Inbox = new InboxStore(database);
        Claims = new ClaimStore(database);
        SendClaims = new SendClaims(database, new OutboxOptions());
        Sends = new SendStore(database, new OutboxOptions());
        Flow = new ActivationFlow(
            around?.Invoke(database) ?? database,
            new TextFactsReader(new SmsReader(cardNumbers), twilio, []),
            new FactsStore(limits, codes ?? new CardCodes("key")),
            new ApplyStore(limits, new EventOutbox(events ?? new EventOptions()), Host),
            limits,
            twilio,
            new ReplyOptions { Example = cardNumbers.Example },
            termsVersion: "1",
            Clock
        );
    }

    public TemporaryDatabase Temporary { get; } = new();
    public ManualClock Clock { get; } = new();
    public InboxStore Inbox { get; }
    public ClaimStore Claims { get; }
    public SendClaims SendClaims { get; }
    public SendStore Sends { get; }
    public ActivationFlow Flow { get; }

    /// <summary>A valid number of the default format: 9900, these digits, and the check digit.</summary>
    public static string Card(int serial)
    {
        var digits = $"99000055{serial:0000000}";
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i] - '0';
            sum += (digits.Length - i) % 2 == 1 ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
        }
        return digits + ((10 - (sum % 10)) % 10);
    }

    public Task AddCardAsync(
        string number,
        CardState state = CardState.Issued,
        string? codeHash = null,
        int? codeLength = null
    ) =>
        Temporary.ExecuteAsync(
            """
            insert into cards (number, state, code_hash, code_length, created_at, updated_at)
            values (@number, @state, @codeHash, @codeLength, @now, @now)
            """,
            new
            {
                number,
                state = state.ToString(),
                codeHash,
                codeLength,
                now = Clock.GetUtcNow(),
            }
        );

    public InboundText Text(string from, string body, string? sid = null, DateTimeOffset? receivedAt = null) =>
        new(
            sid ?? $"SM{Interlocked.Increment(ref _sids):x32}",
            InboundText.SenderOf(from),
            Channels.Of(from),
            from,
            OurNumber,
            body,
            HoldsPassword: false,
            MediaCount: 0,
            OptOutType: null,
            receivedAt ?? Clock.GetUtcNow()
        );

    /// <summary>One text through the whole path; the last outcome of its sender.</summary>
    public async Task<ActivationOutcome> SayAsync(string from, string body)
    {
        await Inbox.AcceptAsync(Text(from, body));
        ActivationOutcome? last = null;
        foreach (var lease in await Claims.ClaimAsync(100, TimeSpan.FromSeconds(30), Clock.GetUtcNow()))
            last = await HandleAsync(lease) ?? last;
        return last!;
    }

    public async Task<ActivationOutcome?> HandleAsync(ConversationLease lease)
    {
        ActivationOutcome? outcome = null;
        for (var i = 0; i < lease.Texts.Count; i++)
        {
            var handled = await Flow.HandleAsync(lease, lease.Texts[i], endsLease: i == lease.Texts.Count - 1);
            Assert.Equal(Applied.Done, handled.Applied);
            outcome = handled.Outcome;
        }
        return outcome;
    }

    /// <summary>One text that is decided, and applied only after something else has <paramref name="happened"/>.</summary>
    public async Task<ActivationOutcome> SayAndBeOvertakenAsync(string from, string body, Func<Task> happened)
    {
        await Inbox.AcceptAsync(Text(from, body));
        var lease = Assert.Single(await Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), Clock.GetUtcNow()));
        var text = lease.Texts[0];
        var database = Temporary.Database;
        var decided = await database.ReadAsync(session => Flow.DecideAsync(session, lease, text, Flow.Read(text)));
        await happened();
        var late = await database.WriteAsync(session =>
            Flow.ApplyAsync(session, lease, text, decided, endsLease: true, place: null)
        );
        Assert.Equal(Applied.FactsChanged, late.Applied);
        return (await HandleAsync(lease))!;
    }

    /// <summary>The invariants of the design that hold between any two transactions.</summary>
    public async Task AssertInvariantsAsync(int cardsPerMember = 1)
    {
        await NoneAsync(
            "a card has at most one active link",
            "select card_id from card_links where unlinked_at is null group by card_id having count(*) > 1"
        );
        await NoneAsync(
            "a member has at most N active cards",
            $"select member_id from card_links where unlinked_at is null group by member_id having count(*) > {cardsPerMember}"
        );
        await NoneAsync(
            "every finished text has exactly one outcome",
            """
            select i.id from inbound_messages i left join activation_log l on l.inbound_id = i.id
            where i.done_at is not null group by i.id having count(l.id) <> 1
            """
        );
        await NoneAsync(
            "every Activated has exactly one welcome and its card a link of that moment",
            """
            select l.id from activation_log l
            where l.outcome = 'Activated' and (
                (select count(*) from outbound_messages o
                 where o.id = l.reply_id and o.template in ('Activated', 'ActivatedOwnPassword')) <> 1
                or (select count(*) from card_links k join cards c on c.id = k.card_id
                    where c.number = l.card and k.linked_at = l.at) <> 1)
            """
        );
        await NoneAsync(
            "no reply answers two texts, a PASSWORD that waits excepted",
            """
            select reply_id from activation_log where reply_id is not null and outcome <> 'PasswordReissued'
            group by reply_id having count(*) > 1
            """
        );
        await NoneAsync(
            "every active link is of an active card",
            """
            select l.id from card_links l join cards c on c.id = l.card_id
            where l.unlinked_at is null and c.state <> 'Active'
            """
        );
    }

    public async ValueTask DisposeAsync() => await Temporary.DisposeAsync();

    private async Task NoneAsync(string invariant, string violations)
    {
        var broken = await Temporary.Database.ReadAsync(session => session.QueryAsync<long>(violations));
        Assert.True(broken.Count == 0, $"{invariant}: broken for {string.Join(", ", broken)}");
    }
}
