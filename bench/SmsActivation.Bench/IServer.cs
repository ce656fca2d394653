namespace SmsActivation.Bench;

/// <summary>Something that takes webhooks: the product, a limit program or the peer.</summary>
internal interface IServer : IAsyncDisposable
{
    int Port { get; }

    /// <summary>So far, user and system, of all its processes.</summary>
    double CpuSeconds { get; }

    /// <summary>The highest so far, where it can be known; else now.</summary>
    double RssMb { get; }
}
