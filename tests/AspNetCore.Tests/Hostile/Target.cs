using System.Net.Sockets;

namespace TypedWs.AspNetCore.Tests.Hostile;

/// <summary>What an attack sees of the server. Its connections end with it.</summary>
public sealed class Target(LabServer server) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _handshakes = [];
    private readonly List<TcpClient> _connections = [];

    public Uri Uri => server.Uri;

    /// <summary>How many handshakes were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>A handshake of a known user that is correct but for what is changed.</summary>
    public async Task<RawHandshake> ShakeAsync(Action<Dictionary<string, string>>? change = null, int? receiveBuffer = null)
    {
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers[HeaderAuthentication.Header] = "mallory";
        change?.Invoke(headers);
        RawHandshake handshake = await RawHandshake.SendAsync(Uri, headers, receiveBuffer: receiveBuffer);
        _handshakes.Add(handshake);
        if (handshake.Status == 101)
            Accepted++;
        return handshake;
    }

    /// <summary>A connection after its handshake.</summary>
    public async Task<RawClient> ConnectAsync(Action<Dictionary<string, string>>? change = null, int? receiveBuffer = null)
        => RawClient.Over(await ShakeAsync(change, receiveBuffer));

    /// <summary>A connection before its handshake.</summary>
    public async Task<TcpClient> OpenAsync()
    {
        var client = new TcpClient();
        _connections.Add(client);
        await client.ConnectAsync(Uri.Host, Uri.Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Waits until the server ends a connection, whatever it sends before.</summary>
    public static async Task<AttackEnd> EndOfAsync(RawClient client)
    {
        RawFrame frame;
        try
        {
            do
                frame = await client.ReceiveAsync();
            while (frame.Opcode != RawClient.Close);
        }
        catch (IOException)
        {
            return AttackEnd.Cut;
        }

        try
        {
            await client.SendAsync(RawClient.Close, frame.Payload);
            client.Handshake.Stream.Socket.Shutdown(SocketShutdown.Send); // Where the close frame stands in the middle of another, it is none.
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // The server had a close frame of this client already, and is gone.
        }

        await client.ReadToEndAsync();
        return AttackEnd.Closed(frame.CloseCode);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable handshake in _handshakes)
            await handshake.DisposeAsync();
        foreach (TcpClient connection in _connections)
            connection.Dispose();
    }
}
