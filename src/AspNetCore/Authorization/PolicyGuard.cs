using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Authorization;

/// <summary>
/// Asks ASP.NET Core's authorization about the messages that require a policy, for all conversations of an endpoint. Each message is judged in a dependency injection scope
/// of its own: the conversation's is the handler's, and lives for hours. Immutable and thread-safe.
/// </summary>
internal sealed partial class PolicyGuard(FrozenDictionary<string, IReadOnlyList<string>> policies, IServiceScopeFactory scopes, ILogger logger) : MessageGuard
{
    public override bool Covers(string method) => policies.ContainsKey(method);

    public override async ValueTask<bool> AdmitsAsync(string method, TypedWsSession session)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            IAuthorizationService authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
            foreach (string policy in policies[method])
            {
                AuthorizationResult result = await authorization.AuthorizeAsync(session.User, session, policy).ConfigureAwait(false);
                if (result.Succeeded)
                    continue;

                LogRefused(session.Id, method, policy);
                return false;
            }
        }

        return true;
    }
}
