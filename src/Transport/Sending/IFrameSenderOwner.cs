namespace TypedWs.Transport;

/// <summary>What a <see cref="FrameSender"/> tells its connection. Called without its lock held, on whichever thread writes.</summary>
internal interface IFrameSenderOwner
{
    /// <summary>A ping has reached the stream.</summary>
    void OnPingWritten();

    /// <summary>The close frame has reached the stream: nothing is written after it.</summary>
    void OnCloseWritten();

    /// <summary>A write failed; nothing more can be sent. Called once.</summary>
    void OnWriteFailed(Exception exception);
}
