namespace TypedWs;

/// <summary>
/// Marks a record, class or struct as a message that the server sends and the client handles: one-way, or a request where the type also is an
/// <see cref="IReturns"/>, <see cref="IReturns{TReply}"/>, <see cref="IStreams{TItem}"/> or <see cref="IAccepts{TItem}"/>. May be repeated for several protocols, and stand beside <see cref="FromClientAttribute{TProtocol}"/>.
/// </summary>
/// <typeparam name="TProtocol">The protocol: a class marked <see cref="ProtocolAttribute"/> in the same assembly.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class FromServerAttribute<TProtocol> : Attribute
    where TProtocol : class
{
    /// <summary>Names the message after its protocol and type: <c>Say</c> of protocol <c>chat</c> becomes <c>chat.say</c>.</summary>
    public FromServerAttribute()
    {
    }

    /// <summary>Gives the message a name of its own on the wire.</summary>
    /// <param name="name">The whole name, as it travels. Names that begin with <c>$/</c> or <c>rpc.</c> are reserved.</param>
    public FromServerAttribute(string name) => Name = name;

    /// <summary>The message's name on the wire, or null for the default.</summary>
    public string? Name { get; }

    /// <summary>
    /// How long the request may go without an answer, in milliseconds, where the call does not say otherwise; −1 (<see cref="Timeout.Infinite"/>) for as long as it takes.
    /// Default 0, which is the conversation's <c>RequestTimeout</c>. Not for one-way messages and streams.
    /// </summary>
    public int TimeoutMilliseconds { get; set; }
}
