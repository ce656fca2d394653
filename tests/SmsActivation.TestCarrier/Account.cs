using System.Collections.Concurrent;

namespace SmsActivation.TestCarrier;

/// <summary>One account: its numbers, what it took, what it saw, and the faults it was told to play.</summary>
public sealed class Account(AccountRequest request, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Message> _messages = [];
    private readonly List<CreateSeen> _creates = [];
    private readonly List<CallbackSeen> _callbacks = [];
    private readonly List<string> _violations = [];
    private readonly List<string> _redacted = [];
    private readonly List<Pending> _script = [];
    private readonly ConcurrentDictionary<string, Fate> _fates = new(StringComparer.Ordinal);
    private int _taken;
    private double _listLagSeconds = request.ListLagSeconds;

    public string Sid => request.Sid;
    public string Token => request.Token;
    public string Login =>
        request.ApiKeySid is { } key ? $"{key}:{request.ApiKeySecret}" : $"{request.Sid}:{request.Token}";
    public IReadOnlyList<string> Numbers => request.Numbers;
    public int MostPerPage => request.MostPerPage;

    public AccountSeen Seen()
    {
        lock (_gate)
            return new AccountSeen([.. _creates], [.. _callbacks], [.. _violations], [.. _redacted]);
    }

    public TimeSpan NextDelay() =>
        TimeSpan.FromMilliseconds(request.DelayMilliseconds * (0.5 + Random.Shared.NextDouble()));

    /// <summary>From now on the list lags so long.</summary>
    public void Lag(double seconds) => Volatile.Write(ref _listLagSeconds, seconds);

    public void Script(Fault fault)
    {
        lock (_gate)
            _script.Add(new Pending(fault));
    }

    public void Decide(Fate fate) => _fates[fate.To] = fate;

    public Fate FateOf(string to) => _fates.GetValueOrDefault(to) ?? new Fate(to, "delivered");

    /// <summary>The scripted fault that this create meets, if any; it is used up by that.</summary>
    public Fault? NextFault(string to)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _script.RemoveAll(pending => pending.Left == 0 || pending.IsOver(now));
            var next = _script.Find(pending => pending.Fault.To is null || pending.Fault.To == to);
            if (next is null)
                return null;
            next.Left--;
            next.MetAt ??= now;
            return next.Fault;
        }
    }

    public Message Take(CreateForm form)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var message = new Message("SM" + Guid.NewGuid().ToString("N"), Sid, now)
            {
                ListedAt = now + NextLag(),
                To = form.To,
                From = form.From,
                Body = form.Body,
                StatusCallback = form.StatusCallback,
            };
            _messages.Add(message);
            _taken++;
            return message;
        }
    }

    /// <summary>Lists a customer's text, and calls no webhook for it.</summary>
    public void Hold(CustomerText text)
    {
        var now = time.GetUtcNow();
        lock (_gate)
            _messages.Add(
                new Message(text.Sid, Sid, now)
                {
                    ListedAt = now + NextLag(),
                    To = text.To,
                    From = text.From,
                    Body = text.Body,
                    Direction = "inbound",
                    Status = "received",
                    SentAt = now,
                }
            );
    }

    public bool ReportsFirst() => request.CallbackFirstEvery > 0 && _taken % request.CallbackFirstEvery == 0;

    public void Note(CreateForm form, int answer, string? sid)
    {
        lock (_gate)
            _creates.Add(
                new CreateSeen(
                    time.GetUtcNow(),
                    form.To,
                    form.From,
                    form.Body,
                    form.StatusCallback,
                    form.ValidityPeriod,
                    answer,
                    sid
                )
            );
    }

    public void Note(CallbackSeen callback)
    {
        lock (_gate)
            _callbacks.Add(callback);
    }

    public void NoteRedaction(string sid)
    {
        lock (_gate)
            _redacted.Add(sid);
    }

    public void NoteViolations(IEnumerable<string> violations)
    {
        lock (_gate)
            _violations.AddRange(violations);
    }

    public IReadOnlyList<Message> Messages()
    {
        lock (_gate)
            return [.. _messages];
    }

    private TimeSpan NextLag() =>
        TimeSpan.FromSeconds(
            Volatile.Read(ref _listLagSeconds) * (request.ListLagVaries ? Random.Shared.NextDouble() : 1)
        );

    private sealed class Pending(Fault fault)
    {
        public Fault Fault { get; } = fault;
        public int Left { get; set; } = fault.Times;
        public DateTimeOffset? MetAt { get; set; }

        public bool IsOver(DateTimeOffset now) =>
            Fault.Seconds is { } seconds && now - MetAt > TimeSpan.FromSeconds(seconds);
    }
}
