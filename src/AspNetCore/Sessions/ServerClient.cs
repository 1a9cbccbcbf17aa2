using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Who is at the other end of a connection, and what the application keeps with it: what the sessions of one connection share. Holds nothing of the HTTP request.
/// Thread-safe.
/// </summary>
internal sealed class ServerClient(UserTicket ticket, WireFormat format, DateTimeOffset connectedAt, IPAddress? remoteAddress)
{
    private const int IdBytes = 16; // 128 bits: not to be guessed.

    private ConcurrentDictionary<object, object?>? _items; // Made by the first who asks, by compare-exchange: most sessions never need it.
    private SessionFeatures? _features; // Likewise.

    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Who it is, and until when.</summary>
    public UserTicket Ticket => ticket;

    public WireFormat Format => format;

    public DateTimeOffset ConnectedAt => connectedAt;

    public IPAddress? RemoteAddress => remoteAddress;

    public IDictionary<object, object?> Items
        => _items ?? Interlocked.CompareExchange(ref _items, new ConcurrentDictionary<object, object?>(), null) ?? _items;

    public SessionFeatures Features
        => _features ?? Interlocked.CompareExchange(ref _features, new SessionFeatures(), null) ?? _features;
}
