namespace LoadTest.Contenders;

/// <summary>The client's end of a connection.</summary>
internal interface IClientConnection : IAsyncDisposable
{
    /// <summary>Sends a message and waits for the same from the server. Any number may be under way.</summary>
    /// <returns>Whether what came back is what was sent.</returns>
    ValueTask<bool> EchoAsync(long seq);

    /// <summary>Sends a message that nobody answers.</summary>
    ValueTask PostAsync(long seq);
}
