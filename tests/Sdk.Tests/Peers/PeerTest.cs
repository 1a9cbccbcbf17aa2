using System.Runtime.CompilerServices;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Makes the sides of a conversation, and ends a test that hangs.</summary>
public abstract class PeerTest : IAsyncLifetime
{
    private static readonly AsyncLocal<CancellationToken> CurrentLimit = new();

    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<IAsyncDisposable> _sides = [];

    protected PeerTest()
    {
        _limit.CancelAfter(TimeSpan.FromSeconds(20));
        CurrentLimit.Value = _limit.Token;
    }

    /// <summary>Fires when the running test has taken far too long.</summary>
    internal static CancellationToken Limit => CurrentLimit.Value;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable side in _sides)
            await side.DisposeAsync();
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes something at the end of the test.</summary>
    internal void DisposeLater(IAsyncDisposable owned) => _sides.Add(owned);

    /// <summary>Two peers that talk to each other.</summary>
    internal (Side Client, Side Server) CreatePair(
        WireFormat format = WireFormat.Json,
        PeerOptions? client = null,
        PeerOptions? server = null,
        Func<CancellationToken, ValueTask>? onConnected = null)
    {
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        var clientSide = new Side(near, WsRole.Client, format, client, null);
        var serverSide = new Side(far, WsRole.Server, format, server, null);
        _sides.AddRange([clientSide, serverSide]);
        clientSide.Peer.Attach(clientSide.Connection);
        serverSide.Peer.Attach(serverSide.Connection, onConnected);
        return (clientSide, serverSide);
    }

    /// <summary>One peer, and the other side in the test's hands.</summary>
    internal (Side Side, RawSide Raw) CreateRaw(
        WireFormat format = WireFormat.Json,
        PeerOptions? options = null,
        WsConnectionOptions? connection = null,
        int capacity = 1024 * 1024,
        bool attach = true,
        params MethodBinding[] others)
    {
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair(capacity);
        var side = new Side(near, WsRole.Client, format, options, connection, others);
        var raw = new RawSide(far, WsRole.Server);
        _sides.AddRange([side, raw]);
        if (attach)
            side.Peer.Attach(side.Connection);
        raw.Start();
        return (side, raw);
    }
}

/// <summary>Bounds every wait of a test.</summary>
internal static class Waiting
{
    public static Task Limited(this Task task) => task.WaitAsync(PeerTest.Limit);

    public static Task<T> Limited<T>(this Task<T> task) => task.WaitAsync(PeerTest.Limit);

    public static Task Limited(this ValueTask task) => task.AsTask().WaitAsync(PeerTest.Limit);

    public static Task<T> Limited<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(PeerTest.Limit);

    public static TaskAwaiter GetAwaiter(this TaskCompletionSource source) => source.Task.Limited().GetAwaiter();

    public static TaskAwaiter<T> GetAwaiter<T>(this TaskCompletionSource<T> source) => source.Task.Limited().GetAwaiter();
}
