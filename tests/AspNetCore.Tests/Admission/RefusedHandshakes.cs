using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.AspNetCore.Tests.Admission;

/// <summary>Reads the counter of handshakes that one server refused: the bound that each met.</summary>
internal sealed class RefusedHandshakes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _limits = [];

    public RefusedHandshakes(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "typedws.server.handshakes.refused" && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _limits.Enqueue((string)tags.ToArray().Single(static tag => tag.Key == "typedws.limit").Value!));
        _listener.Start();
    }

    public IEnumerable<string> Limits => _limits;

    public void Dispose() => _listener.Dispose();
}
