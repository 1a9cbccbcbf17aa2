using System.ComponentModel;
using System.Diagnostics;

namespace TypedWs.CompilerServices;

/// <summary>What metrics say of the endpoint that a server's conversation belongs to; a host makes it, once for an endpoint. Immutable and thread-safe.</summary>
/// <param name="route">The endpoint's route.</param>
/// <param name="protocols">The protocol of each message that the endpoint handles, by the message's name.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MeasuredEndpoint(string route, IReadOnlyDictionary<string, string> protocols)
{
    /// <summary>The endpoint's route.</summary>
    public string Route => route;

    /// <summary>Adds the route, and the protocol of the message where that is known.</summary>
    internal void AddTo(ref TagList tags, string? method)
    {
        tags.Add("http.route", route);
        if (method is not null && protocols.TryGetValue(method, out string? protocol))
            tags.Add("typedws.protocol", protocol);
    }
}
