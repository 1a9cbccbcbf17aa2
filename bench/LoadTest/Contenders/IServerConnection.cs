namespace LoadTest.Contenders;

/// <summary>The server's end of a connection.</summary>
internal interface IServerConnection
{
    /// <summary>Sends a message that nobody answers.</summary>
    ValueTask PushAsync(long seq);
}
