namespace TypedWs.Transport;

/// <summary>Stands in for the receiver of a connection that is closed before it was started.</summary>
internal sealed class DiscardingReceiver : IWsReceiver
{
    public static readonly DiscardingReceiver Instance = new();

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;

    public void OnClosed(WsClosed closed)
    {
    }
}
