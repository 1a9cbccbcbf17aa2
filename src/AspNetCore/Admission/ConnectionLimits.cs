using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Handshake;

namespace TypedWs.AspNetCore.Admission;

/// <summary>
/// Counts the connections of this server: all, those of each user and each address, and those whose handshake is under way; and refuses what is too much.
/// Thread-safe: everything is guarded by <see cref="_gate"/>, so that no bound is passed by those who come at the same time.
/// </summary>
internal sealed class ConnectionLimits
{
    private const string Limit = "limit";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byUser = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, int> _byAddress = [];
    private readonly int? _maxConnections;
    private readonly int? _maxPerUser;
    private readonly int? _maxPerAddress;
    private readonly int? _maxHandshakes;
    private int _connections;
    private int _handshakes;

    public ConnectionLimits(IOptions<TypedWsServerOptions> options)
    {
        TypedWsServerOptions limits = options.Value;
        _maxConnections = limits.MaxConnections;
        _maxPerUser = limits.MaxConnectionsPerUser;
        _maxPerAddress = limits.MaxConnectionsPerAddress;
        _maxHandshakes = limits.MaxConcurrentHandshakes;
    }

    /// <summary>How many there may be; null for any number.</summary>
    public int? MaxConnections => _maxConnections;

    /// <summary>Open connections, and handshakes under way.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
                return _connections;
        }
    }

    /// <summary>Makes room for a connection.</summary>
    /// <param name="userId">Whose it is; null where nobody is authenticated.</param>
    /// <param name="address">Where it comes from; null where that is no IP address.</param>
    /// <param name="admitted">The room, to be disposed when the connection is over.</param>
    /// <returns>Why it is refused, or null where there is room.</returns>
    public HandshakeRefusal? TryEnter(string? userId, IPAddress? address, out AdmittedConnection? admitted)
    {
        string? user = _maxPerUser is null ? null : userId;
        UInt128? network = _maxPerAddress is null || address is null ? null : NetworkOf(address);
        admitted = null;
        lock (_gate)
        {
            if (_handshakes >= _maxHandshakes)
                return ServerIsFull("handshakes are under way", nameof(TypedWsServerOptions.MaxConcurrentHandshakes));
            if (_connections >= _maxConnections)
                return ServerIsFull("connections are open", nameof(TypedWsServerOptions.MaxConnections));
            if (user is not null && _byUser.GetValueOrDefault(user) >= _maxPerUser)
                return HasTooMany("user", nameof(TypedWsServerOptions.MaxConnectionsPerUser));
            if (network is { } from && _byAddress.GetValueOrDefault(from) >= _maxPerAddress)
                return HasTooMany("address", nameof(TypedWsServerOptions.MaxConnectionsPerAddress));

            _connections++;
            _handshakes++;
            if (user is not null)
                CollectionsMarshal.GetValueRefOrAddDefault(_byUser, user, out _)++;
            if (network is { } one)
                CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, one, out _)++;
        }

        admitted = new AdmittedConnection(this, user, network);
        return null;
    }

    public void EndHandshake()
    {
        lock (_gate)
            _handshakes--;
    }

    public void Leave(string? user, UInt128? network)
    {
        lock (_gate)
        {
            _connections--;
            if (user is not null)
                Uncount(_byUser, user);
            if (network is { } from)
                Uncount(_byAddress, from);
        }
    }

    /// <summary>An address of IPv4 as it is, of IPv6 its first 64 bits: a host takes what addresses it likes below them.</summary>
    private static UInt128 NetworkOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bool isIPv4 = address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (!isIPv4)
            bytes[8..].Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static void Uncount<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull
    {
        if (--CollectionsMarshal.GetValueRefOrNullRef(counts, key) == 0)
            counts.Remove(key);
    }

    private static HandshakeRefusal ServerIsFull(string what, string option)
        => new(StatusCodes.Status503ServiceUnavailable, Limit, $"As many {what} as this server permits (TypedWsServerOptions.{option}). Connect again in a moment.", option);

    private static HandshakeRefusal HasTooMany(string who, string option)
        => new(StatusCodes.Status429TooManyRequests, Limit, $"This {who} has as many connections as one may have (TypedWsServerOptions.{option}). Close one of them first.", option);
}
