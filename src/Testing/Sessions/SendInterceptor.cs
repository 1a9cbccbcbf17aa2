namespace TypedWs.Testing;

/// <summary>Records what a session sends, before it goes on to the client. Thread-safe.</summary>
internal sealed class SendInterceptor(RecordingHub hub) : MessageInterceptor
{
    public override ValueTask OnSendingAsync(MessageContext context, MessageDelegate next)
    {
        hub.Record(MessageTarget.Session(context.Session!), context.Message);
        return next();
    }
}
