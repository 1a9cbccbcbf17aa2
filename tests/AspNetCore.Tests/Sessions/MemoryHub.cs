using System.Diagnostics.Metrics;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.AspNetCore.Hosting;
using TypedWs.AspNetCore.Sessions;
using TypedWs.Peers;

namespace TypedWs.AspNetCore.Tests.Sessions;

/// <summary>Hubs and sessions without connections: to be grouped, but not to be sent to.</summary>
internal static class MemoryHub
{
    private static readonly Peer Unconnected = new(new PeerOptions(), WireFormat.Json, [], NullLogger.Instance);

    public static ProtocolHub Create()
    {
        ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new ServerMetrics(services.GetRequiredService<IMeterFactory>());
        return new ProtocolHub("lab", new SlowClientPolicy(SlowPolicy.Wait, SlowAudienceMember.Disconnect), [], metrics, NullLogger.Instance);
    }

    /// <summary>A session that has not begun.</summary>
    public static ServerSession CreateSession(ProtocolHub hub, GroupObservers? observers = null, string? user = null)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity(user is null ? [] : [new Claim(ClaimTypes.NameIdentifier, user)]));
        var session = new ServerSession(hub, new ServerClient(new UserTicket(principal, null, TimeProvider.System, isEnforced: false), WireFormat.Json, default, null), observers);
        session.Bind(LabServerMethods.Protocol.Bind(session, handler: null!), Unconnected);
        return session;
    }

    /// <summary>A session that has begun.</summary>
    public static ServerSession BeginSession(ProtocolHub hub, GroupObservers? observers = null, string? user = null)
    {
        ServerSession session = CreateSession(hub, observers, user);
        session.Begin();
        return session;
    }
}
