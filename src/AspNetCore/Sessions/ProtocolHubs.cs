using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Hosting;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>The hub of every protocol of this server, made when it is first asked for. Thread-safe.</summary>
internal sealed class ProtocolHubs(IOptions<TypedWsServerOptions> options, ServerMetrics metrics, ILogger<ProtocolHub> logger)
{
    private readonly ConcurrentDictionary<(string Name, int Version), ProtocolHub> _hubs = new();

    public ProtocolHub Get(ProtocolDescriptor protocol)
        => _hubs.GetOrAdd(
            (protocol.Name, protocol.Version),
            static (_, made) => new ProtocolHub(made.protocol.Name, new SlowClientPolicy(made.options.WhenSlow, made.options.SlowAudienceMembers), [.. made.options.Conversation.Interceptors], made.metrics, made.logger),
            (protocol, options: options.Value, metrics, logger));

    /// <summary>How many sessions each protocol has, by its name and version, as in <c>chat/1</c>.</summary>
    public IEnumerable<(string Protocol, int Sessions)> CountSessions() => _hubs.Select(static hub => ($"{hub.Key.Name}/{hub.Key.Version}", hub.Value.Count));
}
