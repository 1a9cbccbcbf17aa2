using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedWs.AspNetCore.Sessions;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>Registers the injectable services of a protocol. For start-up code, not thread-safe.</summary>
internal sealed class ProtocolServices(IServiceCollection services) : IProtocolServices
{
    public void AddSessions<TSessions>(ProtocolDescriptor protocol, Func<SessionHub, TSessions> create)
        where TSessions : class
        => services.TryAddSingleton(provider => create(provider.GetRequiredService<ProtocolHubs>().Get(protocol)));
}
