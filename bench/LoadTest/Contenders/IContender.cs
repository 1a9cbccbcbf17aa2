using LoadTest.Messages;
using LoadTest.Server;

namespace LoadTest.Contenders;

/// <summary>One way to talk over WebSocket: its server, its client, and the name under which its figures stand.</summary>
internal interface IContender
{
    /// <summary>Where every contender's endpoint is.</summary>
    const string Path = "/load";

    /// <summary>The name on the command line.</summary>
    string Key { get; }

    /// <summary>Which tables it stands in.</summary>
    MessageFormat Format { get; }

    /// <summary>Whether its connections are <see cref="IStreamingConnection"/>s.</summary>
    bool HasStreams => false;

    /// <summary>Adds what its endpoint needs, an <see cref="IAudience"/> among it.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Maps its endpoint at <see cref="Path"/>. Each connection makes itself the server's <see cref="ServerState.Newest"/>.</summary>
    void Map(WebApplication app);

    /// <summary>Opens a connection.</summary>
    /// <param name="uri">A ws:// address.</param>
    /// <param name="size">The size of the messages; only the raw transports have a choice.</param>
    /// <param name="incoming">Takes what the server sends unasked.</param>
    Task<IClientConnection> ConnectAsync(Uri uri, int size, Sequence incoming);
}
