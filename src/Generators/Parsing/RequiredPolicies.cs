using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>The policies that a message states with <c>[RequirePolicy]</c>.</summary>
internal static class RequiredPolicies
{
    /// <summary>Their names, each once, in the order in which they are stated; none for what the server sends. Reports empty names, and policies that nobody would ask.</summary>
    public static EquatableArray<string> Parse(INamedTypeSymbol message, MessageSender sender, ProblemList problems, CancellationToken cancellationToken)
    {
        var policies = new List<string>();
        foreach (AttributeData attribute in message.GetAttributes().Where(static attribute => attribute.AttributeClass.Is(ContractAttributes.RequirePolicy)))
        {
            Location location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? message.Locations[0];
            if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive } argument])
            {
                problems.AddReportedElsewhere();
            }
            else if (argument.Value is not string policy || string.IsNullOrWhiteSpace(policy))
            {
                problems.Add(ContractDiagnostics.UnnamedPolicy, location, message.ToReadableName());
            }
            else if (message.FindAttribute(ContractAttributes.FromClient) is null)
            {
                problems.Add(ContractDiagnostics.PolicyOfTheServer, location, message.ToReadableName(), policy);
            }
            else if (sender == MessageSender.Client && !policies.Contains(policy))
            {
                policies.Add(policy);
            }
        }

        return policies.ToEquatableArray();
    }
}
