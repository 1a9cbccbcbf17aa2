using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TypedWs.AspNetCore.DirectSockets;

/// <summary>
/// Kestrel's transport for TCP. What is no IP address – Unix domain sockets, inherited handles, named pipes – it leaves to the other factories. Immutable and
/// thread-safe.
/// </summary>
internal sealed class DirectSocketTransportFactory(IOptions<DirectSocketOptions> options, ILoggerFactory loggers, IServiceProvider services)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly DirectSocketOptions _options = options.Value;
    private readonly ILogger<DirectSocketConnection> _logger = loggers.CreateLogger<DirectSocketConnection>();

    // None where the host has no Kestrel, which then asks for no listener either.
    private readonly IMemoryPoolFactory<byte>? _pools = services.GetService<IMemoryPoolFactory<byte>>();

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        => new(DirectSocketListener.Bind((IPEndPoint)endpoint, _options, _pools?.Create() ?? MemoryPool<byte>.Shared, _logger));
}
