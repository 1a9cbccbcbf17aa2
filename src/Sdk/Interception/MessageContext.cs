namespace TypedWs;

/// <summary>A message on its way through the interceptors. Thread-safe.</summary>
public sealed class MessageContext
{
    private volatile object? _reply;

    internal MessageContext(MessageKind kind, string method, object message, TypedWsSession? session, CancellationToken cancellationToken)
    {
        Kind = kind;
        Method = method;
        Message = message;
        Session = session;
        CancellationToken = cancellationToken;
    }

    /// <summary>What the message expects in return, and whether it takes a stream along.</summary>
    public MessageKind Kind { get; }

    /// <summary>The message's name on the wire, such as <c>chat.say</c>.</summary>
    public string Method { get; }

    /// <summary>The message, an instance of its contract type.</summary>
    public object Message { get; }

    /// <summary>
    /// The reply, once what comes after has ended. Null before, where the message has no reply or an acknowledgement without data, and for streams.
    /// </summary>
    public object? Reply
    {
        get => _reply;
        internal set => _reply = value;
    }

    /// <summary>On a server: the client that the message comes from or goes to; null for a message to an audience. On a client: null.</summary>
    public TypedWsSession? Session { get; }

    /// <summary>Of a received message, the handler's token; of a message to send, its sender's.</summary>
    public CancellationToken CancellationToken { get; }
}
