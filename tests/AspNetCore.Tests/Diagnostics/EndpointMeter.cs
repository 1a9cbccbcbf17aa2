using System.Diagnostics.Metrics;
using System.Globalization;

namespace TypedWs.AspNetCore.Tests.Diagnostics;

/// <summary>Hears what TypedWs measures at one route; other tests run in this process meanwhile.</summary>
internal sealed class EndpointMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly string _route;

    public EndpointMeter(string route)
    {
        _route = route;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == TypedWsTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    private ExportedItems<Measured> All { get; } = [];

    /// <summary>Waits for a measurement, and gives all its tags but the route, by name.</summary>
    public async Task<string> TagsOfAsync(string instrument, Func<double, bool>? isValue = null)
        => (await All.FindAsync(measured => measured.Instrument == instrument && isValue?.Invoke(measured.Value) != false)).Tags;

    /// <summary>Waits for a measurement with those tags.</summary>
    public async Task<double> ValueOfAsync(string instrument, string tags)
        => (await All.FindAsync(measured => measured.Instrument == instrument && measured.Tags == tags)).Value;

    /// <summary>What is observed at this moment.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        KeyValuePair<string, object?>[] all = tags.ToArray();
        if (all.Any(tag => tag.Key == "http.route" && tag.Value as string == _route))
        {
            IEnumerable<string> others = all.Where(static tag => tag.Key != "http.route").Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}"));
            All.Add(new Measured(instrument.Name, value, string.Join(' ', others.Order(StringComparer.Ordinal))));
        }
    }

    private sealed record Measured(string Instrument, double Value, string Tags);
}
