using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore;
using TypedWs.AspNetCore.Authorization;
using TypedWs.AspNetCore.Endpoint;
using TypedWs.AspNetCore.Sessions;
using TypedWs.CompilerServices;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps TypedWs endpoints.</summary>
public static class TypedWsEndpointRouteBuilderExtensions
{
    // HTTP/1.1 upgrades a GET (RFC 6455), HTTP/2 extends CONNECT (RFC 8441).
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Connect];

    /// <summary>
    /// Serves a protocol at <paramref name="pattern"/>, over HTTP/1.1 and HTTP/2. Every client gets a <typeparamref name="THandler"/> of its own,
    /// from a dependency
    /// injection scope that lives as long as the conversation: the registered one where it is registered, otherwise made with constructor injection.
    /// Authorization, CORS and the like are added to the returned builder and judge the handshake.
    /// </summary>
    /// <typeparam name="THandler">A class that implements a generated handler interface, such as <c>IChatServerHandler</c>.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route, such as <c>/chat</c>.</param>
    /// <returns>The endpoint's conventions.</returns>
    /// <exception cref="InvalidOperationException">
    /// The services are missing: <c>AddTypedWs</c> was not called. Or a message requires a policy that is not defined.
    /// </exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is out of its range.</exception>
    public static IEndpointConventionBuilder MapTypedWs<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern)
        where THandler : class, IServerHandler
        => endpoints.MapTypedWs(pattern, static endpoint => endpoint.Add<THandler>());

    /// <summary>
    /// Serves several protocols over one connection: <c>app.MapTypedWs("/ws", endpoint => endpoint.Add&lt;ChatServer&gt;().Add&lt;AdminServer&gt;())</c>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route, such as <c>/ws</c>.</param>
    /// <param name="configure">Adds the handlers, one a protocol.</param>
    /// <returns>The endpoint's conventions.</returns>
    /// <exception cref="InvalidOperationException">
    /// The services are missing, no handler was added, two of them handle one protocol or messages of one name, or a message requires a policy that is not defined.
    /// </exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is out of its range.</exception>
    public static IEndpointConventionBuilder MapTypedWs(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Action<TypedWsEndpointBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new TypedWsEndpointBuilder();
        configure(builder);
        ServedProtocols.Check(pattern, builder.Protocols);
        if (endpoints.ServiceProvider.GetService<ProtocolHubs>() is null)
        {
            throw new InvalidOperationException(
                $"MapTypedWs(\"{pattern}\") of {string.Join(", ", builder.Protocols.Select(static served => served.HandlerType.Name))} needs services that are not registered. "
                + "Call builder.Services.AddTypedWs() before the application is built.");
        }

        PolicyGuard? guard = RequiredPolicies.CreateGuard(pattern, builder.Protocols, endpoints.ServiceProvider);
        var endpoint = new TypedWsEndpoint(pattern, builder.Protocols, guard, endpoints.ServiceProvider);
        return endpoints.MapMethods(pattern, Methods, endpoint.HandleAsync).WithDisplayName($"TypedWs {ServedProtocols.Names(builder.Protocols)} {pattern}");
    }
}
