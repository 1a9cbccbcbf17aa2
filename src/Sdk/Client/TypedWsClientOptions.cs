using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

/// <summary>What a client connects to, and how. Read when it connects; changes after that have no effect on an open connection.</summary>
public sealed class TypedWsClientOptions
{
    // What holds where nobody asked for its own. Never handed out, and so never changed.
    private static readonly WsConnectionOptions DefaultConnection = new();
    private static readonly PeerOptions DefaultConversation = new();

    // Made by the first who asks, by compare-exchange: most clients, and each has options of its own, leave them as they are.
    private Dictionary<string, string>? _headers;
    private WsTlsOptions? _tls;
    private WsConnectionOptions? _connection;
    private PeerOptions? _conversation;

    /// <summary>The server's address: <c>ws://</c> or <c>wss://</c>.</summary>
    public required Uri Uri { get; set; }

    /// <summary>The format in which both sides start their messages. Default JSON.</summary>
    public WireFormat Format { get; set; } = WireFormat.Json;

    /// <summary>
    /// Headers of the handshake, such as <c>Authorization</c>. A CR or LF in a name or value is refused when connecting. Default empty.
    /// </summary>
    public IDictionary<string, string> Headers
        => _headers ?? Interlocked.CompareExchange(ref _headers, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), null) ?? _headers;

    /// <summary>
    /// Changes the headers of one handshake, such as for a token that expires: called for each attempt with a copy of <see cref="Headers"/>. What it throws fails
    /// the attempt. Default null.
    /// </summary>
    public Func<IDictionary<string, string>, CancellationToken, ValueTask>? PrepareHeaders { get; set; }

    /// <inheritdoc cref="WsHandshakeOptions.Cookies"/>
    public CookieContainer? Cookies { get; set; }

    /// <inheritdoc cref="WsHandshakeOptions.MaxRedirects"/>
    public int MaxRedirects { get; set; }

    /// <inheritdoc cref="WsHandshakeOptions.Proxy"/>
    public IWebProxy? Proxy { get; set; }

    /// <inheritdoc cref="WsHandshakeOptions.Tls"/>
    public WsTlsOptions Tls => _tls ?? Interlocked.CompareExchange(ref _tls, new WsTlsOptions(), null) ?? _tls;

    /// <inheritdoc cref="WsHandshakeOptions.TcpConnected"/>
    public Action? TcpConnected { get; set; }

    /// <summary>Time for the whole handshake, from the name's resolution to the server's answer. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Limits and times of the connection: message size, send buffer, ping. Its clock is also that of the handshake and of the delays between attempts.</summary>
    public WsConnectionOptions Connection => _connection ?? Interlocked.CompareExchange(ref _connection, new WsConnectionOptions(), null) ?? _connection;

    /// <summary>
    /// When to connect again. Default exponential, from 1 s to 30 s, once a connection was open; the first attempt is not repeated, so that a wrong address shows at
    /// once: set <see cref="WsReconnectOptions.RetryFirstConnect"/> where the client may start before its server. <see cref="WsReconnectPolicy.None"/> switches it off.
    /// </summary>
    public WsReconnectOptions Reconnect { get; } = new() { RetryFirstConnect = false };

    /// <summary>Limits and times of the conversation: request time-out, queues.</summary>
    public PeerOptions Conversation => _conversation ?? Interlocked.CompareExchange(ref _conversation, new PeerOptions(), null) ?? _conversation;

    /// <summary>
    /// Bytes of one-way messages that may wait for a connection, encoded; a send above that waits for room. Zero for none: then sends and requests fail at once while there is
    /// no connection. Default 1 MiB. Read when the client is made.
    /// </summary>
    public int SendBufferSize { get; set; } = 1024 * 1024;

    /// <inheritdoc cref="WsHandshakeOptions.ConfigureHandler"/>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>Replaces the HTTP part of the handshake, such as in tests: it gets the request and returns the answer with the stream. Default null.</summary>
    public Func<WsHandshakeRequest, CancellationToken, ValueTask<WsHandshakeStream>>? Connector { get; set; }

    /// <summary>Where the client logs. Default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary><see cref="Connection"/>, to be read only.</summary>
    internal WsConnectionOptions ConnectionInForce => _connection ?? DefaultConnection;

    /// <summary><see cref="Conversation"/>, to be read only.</summary>
    internal PeerOptions ConversationInForce => _conversation ?? DefaultConversation;

    /// <summary>What <see cref="Headers"/> holds; null where nobody asked for them.</summary>
    internal IReadOnlyDictionary<string, string>? AddedHeaders => _headers;

    /// <summary><see cref="Tls"/>; null where nobody asked for it: the defaults.</summary>
    internal WsTlsOptions? ChangedTls => _tls;
}
