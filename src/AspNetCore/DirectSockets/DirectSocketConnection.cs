using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.DirectSockets;

/// <summary>
/// A TCP connection of the HTTP server. Owns the socket and closes it once, whoever ends the connection: the server by its output's end, by an abort or by
/// disposing, or the peer. Members are called by the server from any thread.
/// </summary>
internal sealed partial class DirectSocketConnection : ConnectionContext
{
    private readonly Socket _socket;
    private readonly ILogger _logger;
    private readonly Pipe _input;
    private readonly SocketPipes _pipes;

    // Cancelled once: nothing more is read or written through the server. It has no timer and is left to the collector: whoever was told late may look at its token.
    private readonly CancellationTokenSource _closed = new();

    private readonly Lock _gate = new();

    // Why the connection was ended by this side, or null while it was not: the socket belongs to whoever sets it. Guarded by _gate.
    private ConnectionAbortedException? _endReason;

    /// <summary>Takes over an accepted socket and reads from it.</summary>
    public DirectSocketConnection(Socket socket, MemoryPool<byte> pool, ILogger logger)
    {
        _socket = socket;
        _logger = logger;
        MemoryPool = pool;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        ConnectionClosed = _closed.Token;
        Features = CreateFeatures();
        _input = new Pipe(new PipeOptions(pool, pauseWriterThreshold: InputLimit, resumeWriterThreshold: InputLimit / 2, useSynchronizationContext: false));
        var output = new SocketOutput(socket, OnWriteFailed, End);
        _pipes = new SocketPipes(_input.Reader, PipeWriter.Create(output, new StreamPipeWriterOptions(pool)));
        Transport = _pipes;
        _pump = PumpAsync();
    }

    /// <summary>Ends the connection with a reset: what was written and has not left is lost.</summary>
    /// <param name="abortReason">Why; Kestrel gives none where it was the peer that ended the connection.</param>
    public override void Abort(ConnectionAbortedException? abortReason)
        => End(abortReason ?? new ConnectionAbortedException("The connection was aborted."), reset: true);

    public override async ValueTask DisposeAsync()
    {
        await _pipes.Input.CompleteAsync().ConfigureAwait(false);
        await _pipes.Output.CompleteAsync().ConfigureAwait(false);
        End();
        await _pump.ConfigureAwait(false);
        await TellClosedAsync().ConfigureAwait(false);
        _pumpStop.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private void OnWriteFailed(Exception exception)
        => End(new ConnectionAbortedException("The connection was lost while it was written to.", exception), reset: true);

    /// <summary>Ends both halves; what was written still leaves.</summary>
    private void End() => End(new ConnectionAbortedException("The server ended the connection."), reset: false);

    private void End(ConnectionAbortedException reason, bool reset)
    {
        bool isDetached;
        lock (_gate)
        {
            if (_endReason is not null)
                return;

            _endReason = reason;
            isDetached = _isDetached;
        }

        CloseSocket(reset);
        // The pump may wait for the reader of the pipe instead of the socket.
        _input.Writer.CancelPendingFlush();
        if (isDetached)
            _ = TellClosedAsync();
    }

    private void CloseSocket(bool reset)
    {
        if (reset)
        {
            _socket.Close(timeout: 0);
            return;
        }

        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The peer was first, or somebody who has the socket from its feature.
        }

        _socket.Dispose();
    }

    /// <summary>On a thread of the pool: whoever listens must not hold up the pump, nor run inside an abort.</summary>
    private async Task TellClosedAsync()
    {
        try
        {
            await _closed.CancelAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // those who listen are foreign code
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogListenerFailed(exception, ConnectionId);
        }
    }
}
