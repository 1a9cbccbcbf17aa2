using Microsoft.Extensions.Time.Testing;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests;

/// <summary>A started connection in one role, its receiver and clock, and a peer that speaks in raw frames.</summary>
internal sealed class ConnectionFixture : IAsyncDisposable
{
    private readonly DuplexStream _far;

    public ConnectionFixture(
        WsRole role,
        Action<WsConnectionOptions>? configure = null,
        bool start = true,
        int capacity = 1024 * 1024,
        Action<RecordingReceiver>? receive = null,
        WsCompressionAgreement? compression = null)
    {
        (DuplexStream client, DuplexStream server) = DuplexStream.CreatePair(capacity);
        (Near, _far) = role == WsRole.Client ? (client, server) : (server, client);
        var options = new WsConnectionOptions { TimeProvider = Time };
        configure?.Invoke(options);
        Connection = new WsConnection(Near, role, options, Logger, compression);
        Peer = new RawPeer(_far);
        PeerMasks = role == WsRole.Server;
        receive?.Invoke(Receiver);
        if (start)
            Connection.Start(Receiver);
    }

    public FakeTimeProvider Time { get; } = new();

    public CapturingLogger Logger { get; } = new();

    public RecordingReceiver Receiver { get; } = new();

    public DuplexStream Near { get; }

    public WsConnection Connection { get; }

    public RawPeer Peer { get; }

    public bool PeerMasks { get; }

    public ValueTask SendTextAsync(string text) => Peer.SendAsync(RawFrame.Text(text, PeerMasks));

    /// <summary>Cuts the wire, so that no test waits for a deadline of a clock that stands still.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection.Abort("the test is over");
        await Connection.Completion;
        await _far.DisposeAsync();
        Logger.Dispose();
    }
}
