namespace TypedWs;

#pragma warning disable CA1040 // A marker by design: the generator reads it, and it carries the items' type where an attribute could not.

/// <summary>
/// Makes a message a request that is answered with a stream: the sender enumerates what the other side's handler yields. Beside <see cref="IAccepts{TItem}"/>,
/// items go both ways at once. A message with a stream has no <see cref="IReturns{TReply}"/>.
/// </summary>
/// <typeparam name="TItem">What the stream consists of; any type that a message may contain.</typeparam>
public interface IStreams<TItem>;
