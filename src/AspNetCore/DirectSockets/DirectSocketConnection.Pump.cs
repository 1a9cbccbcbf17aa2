using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace TypedWs.AspNetCore.DirectSockets;

// From the socket into the pipe, as long as the server reads: so it hears of the end of a connection, whatever it does meanwhile.
internal sealed partial class DirectSocketConnection
{
    // As Kestrel's own limit: it measures requests, and stops reading where they are too large.
    private const int InputLimit = 1024 * 1024;
    private const int LeastRoom = 2048;

    private readonly CancellationTokenSource _pumpStop = new();

    // Never faults.
    private readonly Task _pump;

    private async Task PumpAsync()
    {
        bool isStopped = false;
        Exception? error = null;
        try
        {
            isStopped = await ReceiveAsync(_pumpStop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            isStopped = true;
        }
        catch (SocketException exception)
        {
            error = IsReset(exception.SocketErrorCode)
                ? new ConnectionResetException(exception.Message, exception)
                : new IOException(exception.Message, exception);
        }
#pragma warning disable CA1031 // a reader that gave up with an error has it thrown here; whatever it is, it ends the connection, and the pipe's reader is told
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error = exception;
        }

        lock (_gate)
        {
            if (isStopped && _endReason is null)
            {
                _isDetached = true;
                return;
            }

            error = _endReason ?? error;
        }

        await _input.Writer.CompleteAsync(error).ConfigureAwait(false);
        await TellClosedAsync().ConfigureAwait(false);
    }

    /// <returns>Whether it was stopped; otherwise there is no more to come, or nobody to read it.</returns>
    private async ValueTask<bool> ReceiveAsync(CancellationToken stop)
    {
        PipeWriter input = _input.Writer;
        while (true)
        {
            // An idle connection has no buffer.
            await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, stop).ConfigureAwait(false);
            int count = await _socket.ReceiveAsync(input.GetMemory(LeastRoom), SocketFlags.None, stop).ConfigureAwait(false);
            if (count == 0)
                return false;

            input.Advance(count);
            FlushResult flushed = await input.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            if (flushed.IsCanceled)
                return true;
            if (flushed.IsCompleted)
                return false;
        }
    }

    private static bool IsReset(SocketError error)
        => error is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted;
}
