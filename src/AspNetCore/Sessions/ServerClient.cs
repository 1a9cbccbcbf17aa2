using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Who is at the other end of a connection, and what the application keeps with it: what the sessions of one connection share. Holds nothing of the HTTP request.
/// Thread-safe.
/// </summary>
internal sealed class ServerClient(ClaimsPrincipal user, WireFormat format, DateTimeOffset connectedAt, IPAddress? remoteAddress)
{
    private const int IdBytes = 16; // 128 bits: not to be guessed.

    private ConcurrentDictionary<object, object?>? _items; // Made by the first who asks, by compare-exchange: most sessions never need it.

    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    public ClaimsPrincipal User => user;

    public string? UserId { get; } = UserIdOf(user);

    public WireFormat Format => format;

    public DateTimeOffset ConnectedAt => connectedAt;

    public IPAddress? RemoteAddress => remoteAddress;

    /// <summary>The name identifier claim.</summary>
    public static string? UserIdOf(ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    public IDictionary<object, object?> Items
        => _items ?? Interlocked.CompareExchange(ref _items, new ConcurrentDictionary<object, object?>(), null) ?? _items;
}
