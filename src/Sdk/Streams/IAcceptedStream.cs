namespace TypedWs.Streams;

/// <summary>A stream that a request of the other side took along.</summary>
internal interface IAcceptedStream
{
    /// <summary>Ends it, because the request is about to be answered.</summary>
    void End();
}
