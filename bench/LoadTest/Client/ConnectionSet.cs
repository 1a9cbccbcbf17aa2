using LoadTest.Contenders;

namespace LoadTest.Client;

/// <summary>Connections that are closed together.</summary>
internal sealed class ConnectionSet(IReadOnlyList<IClientConnection> connections) : IAsyncDisposable
{
    public int Count => connections.Count;

    public IClientConnection this[int index] => connections[index];

    /// <summary>Hears from the server on each: a client may be done with its handshake before the server has the connection among its audience.</summary>
    public async Task EchoAsync()
    {
        foreach (IClientConnection connection in connections)
        {
            if (!await connection.EchoAsync(0))
                throw new InvalidDataException("The first reply on a connection is not what was sent.");
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(connections.Select(connection => connection.DisposeAsync().AsTask()));
}
