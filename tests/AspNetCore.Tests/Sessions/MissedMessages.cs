using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.AspNetCore.Tests.Sessions;

/// <summary>Reads the counter of messages that slow members missed, of one server.</summary>
internal sealed class MissedMessages : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count; // By Interlocked.

    public MissedMessages(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "typedws.server.audience.slow" && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _count, measurement));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
