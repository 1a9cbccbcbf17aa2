using LoadTest.Messages;

namespace LoadTest.Contenders;

/// <summary>The server's end of a connection.</summary>
internal interface IServerConnection
{
    /// <inheritdoc cref="IClientConnection.PostAsync"/>
    ValueTask PushAsync(MessageShape shape, long seq);

    /// <inheritdoc cref="IClientConnection.FlushAsync"/>
    ValueTask FlushAsync() => ValueTask.CompletedTask;
}
