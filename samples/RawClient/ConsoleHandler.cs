using System.Text;
using TypedWs.Transport;

namespace RawClient;

/// <summary>Writes whatever a client tells.</summary>
internal sealed class ConsoleHandler : IWsClientHandler
{
    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        Console.WriteLine($"{type}: {(type == WsMessageType.Text ? Encoding.UTF8.GetString(payload.Span) : Convert.ToHexString(payload.Span))}");
        return ValueTask.CompletedTask;
    }

    public void OnTcpConnected() => Console.WriteLine("TCP connected");

    public void OnOpened(WsHandshakeResult handshake)
        => Console.WriteLine($"open: {handshake.StatusCode}, {handshake.Headers.Count} headers, subprotocol {handshake.Subprotocol ?? "none"}");

    public void OnError(WsException exception) => Console.WriteLine($"error: {exception.Message}");

    public void OnClosed(WsClosed closed)
        => Console.WriteLine($"closed: {(int)closed.Code} {closed.Reason} ({(closed.ByPeer ? "by the server" : "by this side")}{(closed.Clean ? ", cleanly" : "")})");

    public void OnReconnecting(WsReconnectAttempt attempt) => Console.WriteLine($"connecting again in {attempt.Delay.TotalSeconds:0.#} s, attempt {attempt.Number}");

    public void OnSendBufferFull() => Console.WriteLine("send buffer full");

    public void OnSendBufferDrained() => Console.WriteLine("send buffer drained");
}
