using TypedWs.Transport;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>
/// Ends a conversation before it begins, with a close code: unlike an HTTP status, a browser's page can read it. Takes and ignores what the client sends meanwhile.
/// </summary>
internal sealed class RefusedConversation : IWsReceiver
{
    private static readonly RefusedConversation Instance = new();

    private RefusedConversation()
    {
    }

    public static async Task RunAsync(WsConnection connection, WsCloseCode code, string reason)
    {
        connection.Start(Instance);
        await connection.CloseAsync(code, reason).ConfigureAwait(false);
    }

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;

    public void OnClosed(WsClosed closed)
    {
    }
}
