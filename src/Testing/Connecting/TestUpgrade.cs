using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TypedWs.Transport;

namespace TypedWs.Testing;

/// <summary>What a test server lacks: turns a request of HTTP/1.1 into one end of a link. Used by one request.</summary>
internal sealed class TestUpgrade(HttpContext context, TestLink link) : IHttpUpgradeFeature
{
    private readonly TaskCompletionSource<WsHandshakeStream> _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsUpgradableRequest => true;

    /// <summary>The server's answer with the client's end, once it has accepted; a test server itself answers only when the request is over.</summary>
    public Task<WsHandshakeStream> Accepted => _accepted.Task;

    public async Task<Stream> UpgradeAsync()
    {
        if (_accepted.Task.IsCompleted)
            throw new InvalidOperationException("The request is upgraded already.");

        // Middleware that adds headers when the response starts has its turn.
        context.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;
        await context.Response.StartAsync().ConfigureAwait(false);
        _accepted.SetResult(Answer(context.Response, link.ClientEnd));
        return link.ServerEnd;
    }

    /// <summary>The answer as the client's handshake takes it.</summary>
    public static WsHandshakeStream Answer(HttpResponse response, Stream stream)
        => new(stream, response.StatusCode, response.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString())));
}
