using System.Threading.Channels;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Reconnect;

/// <summary>Opens connections over memory, or fails, as a test says; hands the test whatever the loop tells.</summary>
internal sealed class LoopTarget : IWsReconnectTarget
{
    private readonly Channel<object> _told = Channel.CreateUnbounded<object>();

    /// <summary>Runs at the beginning of each attempt; what it throws fails the attempt. Counts from 1.</summary>
    public Func<int, CancellationToken, ValueTask>? BeforeOpen { get; set; }

    public int Attempts { get; private set; }

    public WsConnection? Last { get; private set; }

    public DuplexStream? Server { get; private set; }

    public async ValueTask<WsConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Attempts++;
        if (BeforeOpen is { } before)
            await before(Attempts, cancellationToken);
        (DuplexStream client, DuplexStream server) = DuplexStream.CreatePair();
        Server = server;
        return Last = new WsConnection(client, WsRole.Client);
    }

    public void Attach(WsConnection connection)
    {
        connection.Start(new RecordingReceiver());
        _told.Writer.TryWrite(connection);
    }

    public void OnAttemptFailed(WsException exception) => _told.Writer.TryWrite(exception);

    public void OnReconnecting(WsReconnectAttempt attempt) => _told.Writer.TryWrite(attempt);

    public void OnEnded(Exception? exception) => _told.Writer.TryWrite(new Ended(exception));

    /// <summary>The next thing told, which has to be of this kind.</summary>
    public async Task<T> NextAsync<T>() => Assert.IsType<T>(await _told.Reader.ReadAsync(TestContext.Current.CancellationToken), exactMatch: false);

    /// <summary>The peer sends a close frame and leaves.</summary>
    public async Task CloseByPeerAsync(ushort code)
    {
        await Server!.WriteAsync(RawFrame.Close(code, "", masked: false), TestContext.Current.CancellationToken);
        await Server.DisposeAsync();
    }

    internal sealed record Ended(Exception? Exception);
}
