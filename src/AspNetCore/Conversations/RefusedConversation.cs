using System.Text;
using System.Text.Unicode;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>
/// Ends a conversation before it begins, with a close code: unlike an HTTP status, a browser's page can read it. Takes and ignores what the
/// client sends meanwhile.
/// </summary>
internal sealed class RefusedConversation : IWsReceiver
{
    private const int MaxReasonBytes = 123;

    private static readonly RefusedConversation Instance = new();

    private RefusedConversation()
    {
    }

    public static Task<WsClosed> RunAsync(WsConnection connection, WsCloseCode code, string reason)
    {
        connection.Start(Instance);
        return connection.CloseAsync(code, Fit(reason));
    }

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;

    public void OnClosed(WsClosed closed)
    {
    }

    /// <summary>Cuts a reason to what a close frame holds (RFC 6455, section 5.5): it may quote what the client sent.</summary>
    private static string Fit(string reason)
    {
        Span<byte> bytes = stackalloc byte[MaxReasonBytes];
        Utf8.FromUtf16(reason, bytes, out _, out int written);
        return Encoding.UTF8.GetString(bytes[..written]);
    }
}
