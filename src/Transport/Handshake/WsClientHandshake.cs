using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace TypedWs.Transport;

/// <summary>The client's side of the opening handshake (RFC 6455, section 4.1). Stateless; any thread may call it.</summary>
public static class WsClientHandshake
{
    /// <summary>Asks a server for a WebSocket connection.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The open connection, which the caller owns, and the server's answer.</returns>
    /// <exception cref="ArgumentException">The address, a header or a subprotocol must not be sent; the message names it.</exception>
    /// <exception cref="WsHandshakeException">
    /// The server was not reached, did not answer within <see cref="WsHandshakeOptions.ConnectTimeout"/>, or did not agree.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<WsHandshakeResult> ConnectAsync(WsHandshakeOptions options, CancellationToken cancellationToken)
        => ConnectAsync(options, tcpConnected: null, cancellationToken);

    internal static async ValueTask<WsHandshakeResult> ConnectAsync(WsHandshakeOptions options, Action? tcpConnected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        WsHandshakeRequest request = HandshakeRequestRules.CreateRequest(options.Uri, options, options.Headers);
        using var limit = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using CancellationTokenRegistration _ = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        WsHandshakeStream response;
        try
        {
            IDictionary<string, string> own = options.Headers;
            if (options.PrepareHeaders is { } prepare)
            {
                own = await PrepareAsync(prepare, request, options, limit.Token).ConfigureAwait(false);
                request = HandshakeRequestRules.CreateRequest(options.Uri, options, own);
            }

            response = await SendAsync(request, options, tcpConnected, limit.Token).ConfigureAwait(false);
            for (int left = options.MaxRedirects; left > 0 && HandshakeRedirect.Find(request.Uri, response) is { } target; left--)
            {
                await response.Stream.DisposeAsync().ConfigureAwait(false);
                own = HandshakeRedirect.Keep(own, request.Uri, target);
                request = HandshakeRequestRules.CreateRequest(target, options, own);
                response = await SendAsync(request, options, tcpConnected, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            string seconds = options.ConnectTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new WsHandshakeException(
                $"{Name(request)} did not complete the handshake within {seconds} s. Check that the server runs and is reachable, or raise ConnectTimeout.",
                new TimeoutException($"No answer within {seconds} s.", exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or (IOException and not WsException))
        {
            throw new WsHandshakeException($"{Name(request)} {ConnectFailure.Describe(exception)}", exception, ConnectFailure.StatusOf(exception));
        }

        return await CheckAsync(request, response, options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<WsHandshakeStream> SendAsync(
        WsHandshakeRequest request, WsHandshakeOptions options, Action? tcpConnected, CancellationToken cancellationToken)
        => options.Connector is { } connector
            ? ConnectAsync(connector(request, cancellationToken).AsTask(), cancellationToken)
            : HttpUpgrade.SendAsync(request, options, tcpConnected, cancellationToken);

    /// <summary>Waits for a connector, which need not heed its token: it cannot hold the attempt up, and what it brings too late is disposed.</summary>
    private static async ValueTask<WsHandshakeStream> ConnectAsync(Task<WsHandshakeStream> connecting, CancellationToken cancellationToken)
    {
        try
        {
            return await connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!connecting.IsCompleted)
        {
            _ = DisposeLateAsync(connecting);
            throw;
        }
    }

    private static async Task DisposeLateAsync(Task<WsHandshakeStream> connecting)
    {
        // Its failure comes too late to matter, and must not surface as an unobserved one.
        await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connecting.IsCompletedSuccessfully)
            await connecting.Result.Stream.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<IDictionary<string, string>> PrepareAsync(
        Func<IDictionary<string, string>, CancellationToken, ValueTask> prepare, WsHandshakeRequest request, WsHandshakeOptions options, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(options.Headers, StringComparer.OrdinalIgnoreCase);
        try
        {
            // A callback that does not heed its token must not hold the attempt up.
            await prepare(headers, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return headers;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not quoted: what fetches tokens may say more than a log should hold.
            throw new WsHandshakeException($"The headers for {Name(request)} could not be prepared: PrepareHeaders failed, see the inner exception.", exception);
        }
    }

    private static async Task<WsHandshakeResult> CheckAsync(
        WsHandshakeRequest request, WsHandshakeStream response, TimeProvider time, CancellationToken cancellationToken)
    {
        string? fault = HandshakeResponseRules.FindFault(request, response, out WsCompressionAgreement? compression);
        if (fault is null)
            return new WsHandshakeResult(response, HandshakeResponseRules.Find(response, "Sec-WebSocket-Protocol"), compression);

        Stream ended = response.Stream;
        await using ConfiguredAsyncDisposable _ = ended.ConfigureAwait(false);
        // After 101 the stream is a connection, on which nothing need ever come.
        string body = response.StatusCode == 101 ? "" : await HandshakeBody.ReadAsync(ended, time, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        throw new WsHandshakeException($"{Name(request)} {fault}", response, body);
    }

    // Without the query and user part, where tokens travel.
    private static string Name(WsHandshakeRequest request)
        => request.Uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
