using System.Diagnostics;
using LoadTest.Contenders;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Server;

/// <summary>What the client can ask of the server, beside the connection that is measured.</summary>
internal static class ControlEndpoints
{
    /// <summary>How many messages are sent between two looks at the clock.</summary>
    private const int Stride = 16;

    public static void Map(WebApplication app)
    {
        app.MapPost("/control/reset", (ServerState state, int lanes) => state.Reset(lanes));
        app.MapGet("/control/meter", Meter.Read);
        app.MapGet("/control/heap", Meter.ReadLiveHeap);
        app.MapGet("/control/received", (ServerState state, long count) => state.Arrivals.WaitAsync(count));
        app.MapPost("/control/push", (ServerState state, double seconds, MessageShape shape) => PushAsync(state, TimeSpan.FromSeconds(seconds), shape));
        if (app.Services.GetService<IAudience>() is { } audience)
            app.MapPost("/control/broadcast", (long first, int count) => BroadcastAsync(audience, first, count));
    }

    /// <returns>How many messages were sent.</returns>
    private static async Task<long> PushAsync(ServerState state, TimeSpan duration, MessageShape shape)
    {
        // The connection is made known after the client's handshake is done.
        while (state.Newest is null)
            await Task.Yield();

        IServerConnection connection = state.Newest;
        long seq = 0;
        long start = Stopwatch.GetTimestamp();
        do
            await connection.PushAsync(shape, seq++);
        while (seq % Stride != 0 || Stopwatch.GetElapsedTime(start) < duration);
        await connection.FlushAsync();
        return seq;
    }

    private static async Task BroadcastAsync(IAudience audience, long first, int count)
    {
        for (long seq = first; seq < first + count; seq++)
            await audience.PushAsync(seq);
    }
}
