using LoadTest.Contenders;

namespace LoadTest.Client;

/// <summary>Connections that are closed together.</summary>
internal sealed class ConnectionSet(IReadOnlyList<IClientConnection> connections) : IAsyncDisposable
{
    public int Count => connections.Count;

    public async ValueTask DisposeAsync() => await Task.WhenAll(connections.Select(connection => connection.DisposeAsync().AsTask()));
}
