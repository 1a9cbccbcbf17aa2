using System.Net;

namespace TypedWs.Transport;

/// <summary>Where and how a client asks for a WebSocket connection. Not thread-safe; not to be changed during a handshake.</summary>
public sealed class WsHandshakeOptions
{
    /// <summary>The server, as <c>ws://</c> or <c>wss://</c>.</summary>
    public required Uri Uri { get; init; }

    /// <summary>
    /// More request headers, such as <c>Authorization</c>. The handshake's own (<c>Upgrade</c>, <c>Connection</c>, <c>Sec-WebSocket-*</c>) and those
    /// that frame a request body are refused. Names are compared without regard to case.
    /// </summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Changes the headers of one handshake, such as for a token that expires: called for each attempt with a copy of <see cref="Headers"/>, within
    /// <see cref="ConnectTimeout"/>. What it throws fails the attempt with a <see cref="WsHandshakeException"/>. Default null.
    /// </summary>
    public Func<IDictionary<string, string>, CancellationToken, ValueTask>? PrepareHeaders { get; set; }

    /// <summary>
    /// Cookies to send, and where the server's are kept for the next attempt. Null, the default, for none but a <c>Cookie</c> in <see cref="Headers"/>.
    /// Not used where a <see cref="Connector"/> stands in.
    /// </summary>
    public CookieContainer? Cookies { get; set; }

    /// <summary>
    /// The proxy to go through, such as <c>new WebProxy("http://proxy:8080") { Credentials = … }</c>; also <c>socks5://</c>. Null, the default, for the
    /// system's own. Not used where a <see cref="Connector"/> stands in.
    /// </summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Trust and client certificates for <c>wss://</c>. Not used where a <see cref="Connector"/> stands in.</summary>
    public WsTlsOptions Tls
    {
        get => ChangedTls ??= new WsTlsOptions();
        set => ChangedTls = value;
    }

    /// <summary>The subprotocols offered, best first. Default none.</summary>
    public IList<string> Subprotocols { get; } = [];

    /// <summary>Offers compression (RFC 7692, permessage-deflate); null, the default, for no offer. The server may decline it.</summary>
    public WsCompressionOptions? Compression { get; set; }

    /// <summary>
    /// How many redirects (301, 302, 303, 307, 308) are followed. Own headers, also those of <see cref="PrepareHeaders"/>, are never sent to another scheme, host or port,
    /// and wss is never left for ws; <see cref="Subprotocols"/> are offered everywhere. Default 0: a redirect is a refusal.
    /// </summary>
    public int MaxRedirects { get; set; }

    /// <summary>Time for name resolution, connection, TLS and the answer together; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Told when a TCP connection stands, to the server or its proxy, before TLS and the handshake. Runs on a thread of the pool; what it throws fails the handshake.
    /// Not called where a <see cref="Connector"/> stands in.
    /// </summary>
    public Action? TcpConnected { get; set; }

    /// <summary>
    /// Sets what has no option here. Called once a handshake, with a handler that serves no other and has <see cref="Cookies"/>, <see cref="Proxy"/> and
    /// <see cref="Tls"/> applied.
    /// </summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>
    /// Carries the request to a server and brings the answer, in place of HTTP over a socket: for tests and other kinds of streams.
    /// The answer is checked in the same way. It has to heed its token: that is how <see cref="ConnectTimeout"/> reaches it.
    /// </summary>
    public Func<WsHandshakeRequest, CancellationToken, ValueTask<WsHandshakeStream>>? Connector { get; set; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary><see cref="Tls"/>; null where nobody asked for it: the defaults.</summary>
    internal WsTlsOptions? ChangedTls { get; private set; }
}
