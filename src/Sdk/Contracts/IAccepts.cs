namespace TypedWs;

#pragma warning disable CA1040 // A marker by design: the generator reads it, and it carries the items' type where an attribute could not.

/// <summary>
/// Gives a request a stream to take along: the other side's handler enumerates what the sender yields. Stands beside <see cref="IReturns"/>,
/// <see cref="IReturns{TReply}"/> or <see cref="IStreams{TItem}"/>, which say what the handler answers.
/// </summary>
/// <typeparam name="TItem">What the stream consists of; any type that a message may contain.</typeparam>
public interface IAccepts<TItem>;
