using System.Diagnostics.Metrics;

namespace SoakTest.Server;

/// <summary>Adds up what an instrument of the process counts, under whatever tags. Made before the instrument's first measurement. Thread-safe.</summary>
internal sealed class InstrumentSum : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _sum;

    public InstrumentSum(string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _sum, measurement));
        _listener.Start();
    }

    public long Value => Interlocked.Read(ref _sum);

    public void Dispose() => _listener.Dispose();
}
