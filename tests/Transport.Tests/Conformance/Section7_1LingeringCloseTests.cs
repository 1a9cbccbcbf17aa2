using System.Net;
using System.Net.Sockets;

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
        Assert.True((await connection.Completion).Clean);
    }

    private static async Task<(NetworkStream Near, NetworkStream Far)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new TcpClient();
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Token);
        TcpClient far = await listener.AcceptTcpClientAsync(Token);
        return (near.GetStream(), far.GetStream());
    }
}
