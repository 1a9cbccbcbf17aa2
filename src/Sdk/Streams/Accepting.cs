namespace TypedWs.Streams;

/// <summary>A request with the stream that it takes along.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TItem">The stream's items.</typeparam>
/// <param name="Message">The request.</param>
/// <param name="Token">When sent: the stream's token.</param>
/// <param name="Received">When received: holds the first items, and reads the others.</param>
/// <param name="ReceivedToken">When received: what to ask for more with, or null where there is no more.</param>
/// <param name="Format">When received: the format.</param>
internal readonly record struct Accepting<T, TItem>(
    T Message,
    long Token,
    StreamAnswerCodec<TItem>? Received = null,
    byte[]? ReceivedToken = null,
    WireFormat Format = default);
