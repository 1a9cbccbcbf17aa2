using Microsoft.AspNetCore.Authorization;

namespace TypedWs.AspNetCore.Tests.Authorization;

/// <summary>Admits one user of the guarded protocol, by id.</summary>
public sealed class NameRequirement(string name) : IAuthorizationRequirement
{
    public string Name => name;

    public sealed class Handler(GuardedProbe probe, LabScope scope) : AuthorizationHandler<NameRequirement, GuardedSession>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NameRequirement requirement, GuardedSession resource)
        {
            probe.PolicyScopes.Enqueue(scope);
            probe.Session = resource;
            if (probe.OnAsked is { } hook)
                await hook();
            if (resource.UserId == requirement.Name)
                context.Succeed(requirement);
        }
    }
}
