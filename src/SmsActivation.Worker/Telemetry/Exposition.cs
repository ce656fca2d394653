using System.Diagnostics.Metrics;
using System.Text;
using SmsActivation.Core.Telemetry;

namespace SmsActivation.Worker.Telemetry;

/// <summary>What was measured since this began, in Prometheus' words. It listens to our own meter, to Kestrel's requests and
/// to a few figures of the runtime.</summary>
public sealed class Exposition : IDisposable
{
    public const string Web = "Microsoft.AspNetCore.Hosting";
    public const string Runtime = "System.Runtime";

    // They tell the host's own listeners apart, and multiply every route by them.
    private static readonly string[] Unlabelled = ["url.scheme", "network.protocol.version"];

    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Lock _scrape = new();

    public Exposition()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsWanted(instrument))
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        // An instrument that is made while others are asked may be asked before it knows its family.
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((Family?)family)?.Record(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((Family?)family)?.Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(
            (_, value, tags, family) => ((Family?)family)?.Record(value, tags)
        );
        _listener.Start();
    }

    /// <summary>All families, by name.</summary>
    public string Write()
    {
        var to = new StringBuilder(32 * 1024);
        // What is observed is forgotten and asked for anew: two at once would see each other's half.
        lock (_scrape)
        {
            var families = Families();
            foreach (var family in families)
                family.Forget();
            _listener.RecordObservableInstruments();
            foreach (var family in families)
                family.Write(to);
        }
        return to.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsWanted(Instrument instrument) =>
        instrument.Meter.Name switch
        {
            ProductMeter.Name => true,
            Web => instrument.Name is "http.server.request.duration" or "http.server.active_requests",
            Runtime => instrument.Name
                is "dotnet.process.cpu.time"
                    or "dotnet.process.memory.working_set"
                    or "dotnet.gc.collections"
                    or "dotnet.gc.pause.time",
            _ => false,
        };

    /// <summary>Instruments of one name share a family: each host in a process makes its own.</summary>
    private Family FamilyOf(Instrument instrument)
    {
        var family = new Family(instrument, Unlabelled);
        lock (_gate)
        {
            if (_families.TryGetValue(family.Name, out var known))
                return known;
            _families[family.Name] = family;
            return family;
        }
    }

    private Family[] Families()
    {
        lock (_gate)
            return [.. _families.Values];
    }
}
