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

    /// <summary>Whether its server has an <see cref="IAudience"/>.</summary>
    bool HasAudience => true;

    /// <summary>Whether it has messages of a shape.</summary>
    bool Carries(MessageShape shape) => shape != (Format == MessageFormat.Raw ? MessageShape.Tick : MessageShape.Blob);

    /// <summary>Adds what its endpoint needs, its <see cref="IAudience"/> among it.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Maps its endpoint at <see cref="Path"/>. Each connection makes itself the server's <see cref="ServerState.Newest"/>.</summary>
    void Map(WebApplication app);

    /// <summary>Opens a connection.</summary>
    /// <param name="uri">A ws:// address.</param>
    /// <param name="incoming">Takes what the server sends unasked.</param>
    Task<IClientConnection> ConnectAsync(Uri uri, Sequence incoming);
}
