using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace TypedWs.AspNetCore.DirectSockets;

// What the server and its middleware ask of a connection.
internal sealed partial class DirectSocketConnection
    : IConnectionIdFeature,
    IConnectionItemsFeature,
    IConnectionTransportFeature,
    IConnectionLifetimeFeature,
    IConnectionEndPointFeature,
    IConnectionSocketFeature,
    IMemoryPoolFeature
{
    private const int FeatureCount = 16; // With those that Kestrel adds.

    // Ids of other runs of the server begin elsewhere. By Interlocked.
    private static long s_lastId = DateTime.UtcNow.Ticks;

    private IDictionary<object, object?>? _items;

    public override string ConnectionId { get; set; } = Interlocked.Increment(ref s_lastId).ToString("X", CultureInfo.InvariantCulture);

    public override IFeatureCollection Features { get; }

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override IDuplexPipe Transport { get; set; }

    public MemoryPool<byte> MemoryPool { get; }

    Socket IConnectionSocketFeature.Socket => _socket;

    private FeatureCollection CreateFeatures()
    {
        var features = new FeatureCollection(FeatureCount);
        features.Set<IConnectionIdFeature>(this);
        features.Set<IConnectionItemsFeature>(this);
        features.Set<IConnectionTransportFeature>(this);
        features.Set<IConnectionLifetimeFeature>(this);
        features.Set<IConnectionEndPointFeature>(this);
        features.Set<IConnectionSocketFeature>(this);
        features.Set<IMemoryPoolFeature>(this);
        features.Set<IDetachableConnection>(this);
        return features;
    }
}
