using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.DirectSockets;

/// <summary>Accepts connections at one address. Owns the listening socket and the pool of its connections. One accept at a time; the rest may be called from any thread.</summary>
internal sealed class DirectSocketListener : IConnectionListener
{
    private readonly Socket _socket;
    private readonly DirectSocketOptions _options;
    private readonly MemoryPool<byte> _pool;
    private readonly ILogger _logger;

    private DirectSocketListener(Socket socket, DirectSocketOptions options, MemoryPool<byte> pool, ILogger logger)
    {
        _socket = socket;
        _options = options;
        _pool = pool;
        _logger = logger;
        EndPoint = socket.LocalEndPoint!;
    }

    /// <summary>The address, with the port that the system chose where it was asked to.</summary>
    public EndPoint EndPoint { get; }

    /// <exception cref="AddressInUseException">Somebody listens there already.</exception>
    public static DirectSocketListener Bind(IPEndPoint endPoint, DirectSocketOptions options, MemoryPool<byte> pool, ILogger logger)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Kestrel listens at [::] for both versions of IP.
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endPoint);
            socket.Listen(options.Backlog);
            return new DirectSocketListener(socket, options, pool, logger);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            throw new AddressInUseException(exception.Message, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>The next connection; null after the end.</returns>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Socket? accepted = null;
            try
            {
                accepted = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
                accepted.NoDelay = _options.NoDelay;
                return new DirectSocketConnection(accepted, _pool, _logger);
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.OperationAborted)
            {
                return null;
            }
            catch (SocketException)
            {
                // Reset before it was accepted, or right after.
                accepted?.Dispose();
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _pool.Dispose(); // Has no effect on the shared one.
        return ValueTask.CompletedTask;
    }
}
