namespace SmsActivation.Core.Twilio;

/// <summary>Whether a POST's body was begun: until <see cref="Started"/> not one byte has left, and Twilio cannot have the
/// text. It begins once, and not after its deadline.</summary>
internal sealed class SendOnce(SendDeadline deadline)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private int state = Waiting;

    public bool Started => Volatile.Read(ref state) == Begun;

    /// <summary>Forbids the start; false if it is too late for that.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref state, GivenUp, Waiting) != Begun;

    /// <summary>A second call would be the handler resending on another connection: refused, for the first may have
    /// arrived.</summary>
    public bool TryBegin() => !deadline.Passed && Interlocked.CompareExchange(ref state, Begun, Waiting) == Waiting;
}
