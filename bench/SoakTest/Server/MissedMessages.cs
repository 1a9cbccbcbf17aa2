using System.Diagnostics.Metrics;

namespace SoakTest.Server;

/// <summary>Listens to the server's own count of messages to an audience that a member was too slow for.</summary>
internal sealed class MissedMessages : IDisposable
{
    private const string Instrument = "typedws.server.audience.slow";

    private readonly MeterListener _listener = new();
    private long _count;

    public MissedMessages()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == Instrument)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _count, measurement));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
