using LoadTest.Messages;

namespace LoadTest.Contenders;

/// <summary>The client's end of a connection.</summary>
internal interface IClientConnection : IAsyncDisposable
{
    /// <summary>Sends a <see cref="MessageShape.Line"/> and waits for the same from the server. Up to 64 may be under way.</summary>
    /// <returns>Whether what came back is what was sent.</returns>
    ValueTask<bool> EchoAsync(long seq);

    /// <summary>Sends a message that nobody answers.</summary>
    /// <param name="shape">One that the contender carries.</param>
    /// <param name="seq">Its number.</param>
    ValueTask PostAsync(MessageShape shape, long seq);

    /// <summary>Sends what is held back for a batch. Nobody whose batches fill by themselves, or who sends at once, has anything to do.</summary>
    ValueTask FlushAsync() => ValueTask.CompletedTask;
}
