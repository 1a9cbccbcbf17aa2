using System.Net;
using System.Net.Http.Headers;

namespace TypedWs.Transport;

/// <summary>Carries an opening request over HTTP/1.1. Sockets, TLS, proxies and authentication are the platform's.</summary>
internal static class HttpUpgrade
{
    public static async ValueTask<WsHandshakeStream> SendAsync(
        WsHandshakeRequest request, WsHandshakeOptions options, Action? tcpConnected, CancellationToken cancellationToken)
    {
        var tcp = new TcpConnections(options.TcpConnected + tcpConnected, cancellationToken);
        var connection = new UpgradedConnection();
        // One handler a connection: an upgraded connection never returns to a pool, and disposing the handler leaves it alone.
        using SocketsHttpHandler handler = CreateHandler(options, tcp, connection);
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using HttpRequestMessage message = CreateMessage(request);
        try
        {
            HttpResponseMessage response = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            // After 101 the content is the connection itself.
            if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
                stream = await connection.DetachAsync(stream, cancellationToken).ConfigureAwait(false);
            tcp.Release();
            return new WsHandshakeStream(stream, (int)response.StatusCode, Flatten(response, request));
        }
        catch
        {
            await tcp.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SocketsHttpHandler CreateHandler(WsHandshakeOptions options, TcpConnections tcp, UpgradedConnection connection)
    {
        var handler = new SocketsHttpHandler { UseCookies = false };
        try
        {
            if (options.Cookies is { } cookies)
            {
                handler.CookieContainer = cookies;
                handler.UseCookies = true;
            }

            if (options.Proxy is { } proxy)
                handler.Proxy = proxy;
            options.ChangedTls?.Apply(handler.SslOptions);
            options.ConfigureHandler?.Invoke(handler);
            tcp.Watch(handler);
            // A redirect would carry credentials to wherever it points.
            handler.AllowAutoRedirect = false;
            connection.Watch(handler);
            return handler;
        }
        catch
        {
            handler.Dispose();
            throw;
        }
    }

    private static HttpRequestMessage CreateMessage(WsHandshakeRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, request.Uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach ((string name, string value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Dispose();
                throw new ArgumentException($"The header '{name}' cannot be part of a request without a body. Remove it from Headers.");
            }
        }

        return message;
    }

    /// <summary>A response's headers and those of its content, which HTTP keeps apart: no name is in both.</summary>
    private static HandshakeHeaders Flatten(HttpResponseMessage response, WsHandshakeRequest request)
    {
        HttpHeadersNonValidated ofResponse = response.Headers.NonValidated;
        HttpHeadersNonValidated ofContent = response.Content.Headers.NonValidated;
        var headers = new KeyValuePair<string, string>[ofResponse.Count + ofContent.Count];
        int count = 0;
        foreach ((string name, HeaderStringValues values) in ofResponse)
            headers[count++] = request.OwnHeaders.Reuse(new KeyValuePair<string, string>(name, values.ToString()));
        foreach ((string name, HeaderStringValues values) in ofContent)
            headers[count++] = request.OwnHeaders.Reuse(new KeyValuePair<string, string>(name, values.ToString()));
        return new HandshakeHeaders(headers);
    }
}
