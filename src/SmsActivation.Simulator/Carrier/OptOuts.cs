using System.Collections.Concurrent;

namespace SmsActivation.Simulator.Carrier;

/// <summary>Which phones took themselves off which of our numbers; WhatsApp has none, its keywords are ours to play.</summary>
internal sealed class OptOuts
{
    private readonly ConcurrentDictionary<(Address Ours, Address Phone), byte> pairs = new();

    /// <summary>False if the phone was opted out already.</summary>
    public bool Add(Address ours, Address phone) => pairs.TryAdd((ours, phone), 0);

    public void Remove(Address ours, Address phone) => pairs.TryRemove((ours, phone), out _);

    public bool Contains(Address ours, Address phone) => pairs.ContainsKey((ours, phone));
}
