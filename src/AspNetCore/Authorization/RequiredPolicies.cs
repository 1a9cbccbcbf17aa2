using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Endpoint;

namespace TypedWs.AspNetCore.Authorization;

/// <summary>Finds the policies that the messages of an endpoint require, and makes sure that the server has them, when it is mapped.</summary>
internal static class RequiredPolicies
{
    /// <returns>What asks for them; null where no message requires one.</returns>
    /// <exception cref="InvalidOperationException">Authorization is not registered, or a policy is not defined.</exception>
    public static PolicyGuard? CreateGuard(string pattern, IReadOnlyList<ServedProtocol> protocols, IServiceProvider services)
    {
        MessageDescriptor[] guarded = [.. protocols.SelectMany(static served => served.Descriptor.Messages).Where(static message => message.Policies.Count > 0)];
        if (guarded.Length == 0)
            return null;

        IServiceScopeFactory scopes = services.GetRequiredService<IServiceScopeFactory>();

        // Blocks at start-up, where it does no harm; ASP.NET Core's own provider answers at once.
        CheckAsync(pattern, guarded, scopes).GetAwaiter().GetResult();
        return new PolicyGuard(
            guarded.ToFrozenDictionary(static message => message.Name, static message => message.Policies, StringComparer.Ordinal),
            scopes,
            services.GetRequiredService<ILogger<PolicyGuard>>());
    }

    private static async Task CheckAsync(string pattern, MessageDescriptor[] guarded, IServiceScopeFactory scopes)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var provider = scope.ServiceProvider.GetService<IAuthorizationPolicyProvider>();
            foreach (MessageDescriptor message in guarded)
            {
                foreach (string policy in message.Policies)
                {
                    if (provider is null)
                        throw Missing(pattern, message, policy, "authorization is not registered. Call builder.Services.AddAuthorization() before the application is built");
                    if (await provider.GetPolicyAsync(policy).ConfigureAwait(false) is null)
                        throw Missing(pattern, message, policy, $"it is not defined. Define it: builder.Services.AddAuthorizationBuilder().AddPolicy(\"{policy}\", policy => …)");
                }
            }
        }
    }

    private static InvalidOperationException Missing(string pattern, MessageDescriptor message, string policy, string flaw)
        => new($"MapTypedWs(\"{pattern}\", …): the message \"{message.Name}\" requires the policy \"{policy}\", but {flaw}.");
}
