using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace TypedWs.AspNetCore.DirectSockets;

// The way out of the server. What ends the connection while it is under way has ended it: then the pump completes the pipe, or the socket refuses the stream.
internal sealed partial class DirectSocketConnection : IDetachableConnection
{
    // Whether somebody has asked for the connection. Guarded by _gate.
    private bool _isDetaching;

    // Whether the pump has let go of the socket, with the connection still open. Guarded by _gate; set by the pump, and never reset.
    private bool _isDetached;

    /// <summary>Whether the connection was taken out of the server; still so when it has ended.</summary>
    public bool IsDetached
    {
        get
        {
            lock (_gate)
                return _isDetached;
        }
    }

    public async ValueTask<Stream?> TryDetachAsync()
    {
        lock (_gate)
        {
            // A middleware that put its own transport over this one, as TLS does, understands what this one carries.
            if (_isDetaching || !ReferenceEquals(Transport, _pipes))
                return null;
            _isDetaching = true;
        }

        await _pumpStop.CancelAsync().ConfigureAwait(false);
        _input.Writer.CancelPendingFlush();
        await _pump.ConfigureAwait(false);
        if (!IsDetached)
            return null;

        // First of all: what the reader has examined, to its end, is read once more only when there is something new, as this is.
        await _input.Writer.CompleteAsync().ConfigureAwait(false);
        byte[] early = TakeInput();
        try
        {
            // A socket keeps hold of what it sent last, which was the answer in a buffer of the server's.
            await _socket.SendAsync(ReadOnlyMemory<byte>.Empty, SocketFlags.None, CancellationToken.None).ConfigureAwait(false);
            return new DetachedStream(_socket, early);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            Abort(new ConnectionAbortedException("The connection was lost while it was taken out of the server.", exception));
            return null;
        }
    }

    /// <summary>Takes what the server left in the pipe, and with it the pipe's buffers.</summary>
    private byte[] TakeInput()
    {
        if (!_input.Reader.TryRead(out ReadResult read))
            return [];

        byte[] taken = read.Buffer.ToArray();
        _input.Reader.AdvanceTo(read.Buffer.End);
        return taken;
    }
}
