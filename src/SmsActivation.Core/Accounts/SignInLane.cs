using SmsActivation.Core.Members;

namespace SmsActivation.Core.Accounts;

/// <summary>The threads that passwords of sign-ins are compared on, apart from those of the texts, and only so many waiting:
/// a storm of sign-ins takes one core and no text's time.</summary>
public sealed class SignInLane : IDisposable
{
    private const int MostWaiting = 64;

    public HashLane Threads { get; } = new(Math.Max(1, Environment.ProcessorCount / 2));

    public bool IsFull => Threads.Waiting > MostWaiting;

    public void Dispose() => Threads.Dispose();
}
