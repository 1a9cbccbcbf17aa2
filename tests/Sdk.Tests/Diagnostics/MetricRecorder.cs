using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TypedWs.Tests.Diagnostics;

/// <summary>Listens to some instruments of the meters and keeps what they measure.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly SemaphoreSlim _added = new(0);
    private readonly MeterListener _listener = new();

    public MetricRecorder(params string[] instruments)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TypedWsTelemetry.MeterName && instruments.Contains(instrument.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Waits for a measurement.</summary>
    public async Task<Measured> FindAsync(string instrument, Func<Measured, bool>? filter = null)
    {
        while (true)
        {
            if (_measured.FirstOrDefault(measured => measured.Instrument == instrument && filter?.Invoke(measured) != false) is { } found)
                return found;
            await _added.WaitAsync(Peers.PeerTest.Limit);
        }
    }

    /// <summary>What an instrument measured; of one that is observed, at this moment.</summary>
    public IReadOnlyList<Measured> Collect(string instrument)
    {
        _listener.RecordObservableInstruments();
        return [.. _measured.Where(measured => measured.Instrument == instrument)];
    }

    /// <summary>The present value of an instrument that is observed, on one side of the connection.</summary>
    public double Observe(string instrument, string role) => Collect(instrument).Last(measured => Equals(measured.Tags["typedws.role"], role)).Value;

    /// <summary>Waits until an instrument that is observed has a value: what is counted may end a moment after what tells its end.</summary>
    public async Task AwaitAsync(string instrument, string role, double expected)
    {
        while (Observe(instrument, role) is var value && value != expected)
        {
            Assert.False(Peers.PeerTest.Limit.IsCancellationRequested, $"{instrument} of the {role} stays at {value}, and {expected} was expected.");
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _added.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _measured.Enqueue(new Measured(instrument.Name, value, tags.ToArray().ToDictionary()));
        _added.Release();
    }

    internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);
}
