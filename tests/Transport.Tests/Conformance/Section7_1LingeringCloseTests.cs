using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace TypedWs.Transport.Tests.Conformance;

/// <summary>
/// RFC 6455, section 7.1.1, over real TCP: ending a socket that has unread bytes resets it, and the reset destroys what is on its way to the peer.
/// The close frame must arrive all the same.
/// </summary>
public sealed class Section7_1LingeringCloseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task Violation_WithMuchStillToRead_PeerReadsTheCloseFrameAndTheEnd(WsRole role)
    {
        (NetworkStream near, NetworkStream far) = await ConnectAsync();
        await using NetworkStream _ = far;
        await using var connection = new WsConnection(near, role);
        connection.Start(new RecordingReceiver());
        bool masked = Wire.PeerMasks(role);
        byte[] filler = RawFrame.Create(2, new byte[100_000], masked);

        await far.WriteAsync(RawFrame.Create(3, "bad"u8, masked), Token);
        for (int i = 0; i < 20; i++)
            await far.WriteAsync(filler, Token);
        var peer = new RawPeer(far);
        await peer.ExpectCloseAsync(1002);
        await far.WriteAsync(RawFrame.Close(1002, "", masked), Token);
        if (role == WsRole.Client)
            far.Socket.Shutdown(SocketShutdown.Send); // the server's part

        Assert.Null(await peer.ReadAsync());
        far.Socket.Shutdown(SocketShutdown.Both);
        Assert.True((await connection.Completion).Clean);
    }

    /// <summary>The close frame waits behind much that the peer has not read yet: a reset would destroy all of it.</summary>
    [Fact]
    public async Task PeerClose_WithMoreBehindIt_PeerReadsTheCloseFrameAndTheEnd()
    {
        (NetworkStream near, NetworkStream far) = await ConnectAsync();
        await using NetworkStream _ = far;
        await using var connection = new WsConnection(near, WsRole.Server);
        connection.Start(new RecordingReceiver());
        for (int i = 0; i < 20; i++)
            await connection.SendAsync(WsMessageType.Binary, new byte[10_000], Token);
        await connection.FlushAsync(Token);

        await far.WriteAsync(RawFrame.Close(1000, "", masked: true), Token);
        while (!connection.IsClosing)
            await far.WriteAsync(RawFrame.Create(2, new byte[1000], masked: true), Token);
        await far.WriteAsync(RawFrame.Create(2, new byte[100_000], masked: true), Token);

        var peer = new RawPeer(far);
        for (int i = 0; i < 20; i++)
            await peer.ExpectMessageAsync(2);
        await peer.ExpectCloseAsync(1000);
        Assert.Null(await peer.ReadAsync());
        far.Socket.Shutdown(SocketShutdown.Both);
        Assert.True((await connection.Completion).Clean);
    }

    [Fact]
    public async Task PeerClose_PeerKeepsTheStreamOpen_ServerEndsCleanAtTheDeadline()
    {
        (NetworkStream near, NetworkStream far) = await ConnectAsync();
        await using NetworkStream _ = far;
        var time = new FakeTimeProvider();
        await using var connection = new WsConnection(near, WsRole.Server, new WsConnectionOptions { TimeProvider = time });
        connection.Start(new RecordingReceiver());
        await far.WriteAsync(RawFrame.Close(1000, "", masked: true), Token);
        var peer = new RawPeer(far);
        await peer.ExpectCloseAsync(1000);
        Assert.Null(await peer.ReadAsync());

        while (!connection.Completion.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.True((await connection.Completion).Clean);
    }

    private static async Task<(NetworkStream Near, NetworkStream Far)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        // Small on the far side, so that what it does not read stays on the near one.
        var far = new TcpClient { ReceiveBufferSize = 4096 };
        await far.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Token);
        TcpClient near = await listener.AcceptTcpClientAsync(Token);
        near.SendBufferSize = 1024 * 1024;
        return (near.GetStream(), far.GetStream());
    }
}
