using Microsoft.AspNetCore.TestHost;
using TypedWs.CompilerServices;

namespace TypedWs.Testing;

/// <summary>
/// Connects clients to a <see cref="TestServer"/> in memory: without sockets, through the server's whole pipeline, over links that a test can slow down and break.
/// Works with the server of a <c>WebApplicationFactory</c>. Thread-safe.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="timeProvider">The clock of <see cref="TestLink.Delay"/>, and of clients that <see cref="CreateClient"/> makes, which then send no
/// pings unless configured. Default the system's.</param>
public sealed class TestNetwork(TestServer server, TimeProvider? timeProvider = null)
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly List<TestLink> _links = []; // Guarded by the gate.

    /// <summary>Every link that was made, the newest last; those that have ended among them.</summary>
    public IReadOnlyList<TestLink> Links
    {
        get
        {
            lock (_gate)
                return [.. _links];
        }
    }

    /// <summary>The link that was made last.</summary>
    /// <exception cref="InvalidOperationException">Nobody has connected yet.</exception>
    public TestLink Link => Links is [.., var last] ? last : throw new InvalidOperationException("Nobody has connected over this network yet.");

    /// <summary>Called with every new link before its handshake, such as to break it from the start. Default null.</summary>
    public Action<TestLink>? LinkCreated { get; set; }

    /// <summary>Makes a client of this network, not connected yet.</summary>
    /// <typeparam name="TClient">The generated client.</typeparam>
    /// <param name="path">The endpoint, such as <c>/chat</c>.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The client, to be disposed of by the caller.</returns>
    public TClient CreateClient<TClient>(string path, Action<TypedWsClientOptions>? configure = null)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        var options = new TypedWsClientOptions { Uri = new Uri(new UriBuilder(server.BaseAddress) { Scheme = Uri.UriSchemeWs }.Uri, path) };
        options.Connection.TimeProvider = _time;
        options.Conversation.TimeProvider = _time;
        if (_time != TimeProvider.System)
            options.Connection.PingInterval = Timeout.InfiniteTimeSpan; // See TypedWsTestHost.
        Use(options);
        configure?.Invoke(options);
        return TClient.Create(options);
    }

    /// <summary>Lets a client that somebody else makes connect over this network, whatever host its address has.</summary>
    /// <param name="options">The client's settings.</param>
    public void Use(TypedWsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Connector = (request, cancellationToken) => TestServerConnector.ConnectAsync(server, CreateLink(), request, cancellationToken);
    }

    private TestLink CreateLink()
    {
        var link = new TestLink(_time);
        lock (_gate)
            _links.Add(link);
        LinkCreated?.Invoke(link);
        return link;
    }
}
