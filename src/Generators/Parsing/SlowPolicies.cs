using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>What a message states with <c>[WhenSlow]</c>.</summary>
internal static class SlowPolicies
{
    private const string LatestOnly = "LatestOnly";

    /// <summary>The policy, or null where none is stated. Of both directions of a message, which have one descriptor.</summary>
    public static SlowPolicyModel? Parse(INamedTypeSymbol message, MessageKind kind, Compilation compilation, ProblemList problems, CancellationToken cancellationToken)
    {
        if (message.FindAttribute(ContractAttributes.WhenSlow) is not { } attribute)
        {
            return null;
        }

        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Enum } argument])
        {
            problems.AddReportedElsewhere();
            return null;
        }

        Location location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? message.Locations[0];
        if (message.FindAttribute(ContractAttributes.FromServer) is null)
        {
            problems.Add(ContractDiagnostics.SlowPolicyOfAnother, location, message.ToReadableName(), "only clients send it");
        }
        else if (kind != MessageKind.OneWay)
        {
            problems.Add(ContractDiagnostics.SlowPolicyOfAnother, location, message.ToReadableName(), "it is a request");
        }

        string policy = argument.ToCSharpString();
        string? key = attribute.NamedArguments.FirstOrDefault(static named => named.Key == "Key").Value.Value as string;
        if (key is not null && !policy.EndsWith("." + LatestOnly, StringComparison.Ordinal))
        {
            problems.Add(ContractDiagnostics.UnusedSlowKey, location, message.ToReadableName(), key);
            return null;
        }

        // A value without a name is but a number.
        string qualified = policy.Contains(".") ? $"global::{policy}" : $"(global::TypedWs.SlowPolicy)({policy})";
        return new SlowPolicyModel(qualified, ParseKey(message, key, location, compilation, problems).ToEquatableArray());
    }

    private static IEnumerable<KeyMemberModel> ParseKey(INamedTypeSymbol message, string? key, Location location, Compilation compilation, ProblemList problems)
    {
        if (key is null)
        {
            yield break;
        }

        IReadOnlyList<IPropertySymbol> properties = ContractProperties.Of(message, compilation);
        foreach (string name in key.Split(',').Select(static name => name.Trim()))
        {
            IPropertySymbol? property = properties.FirstOrDefault(candidate => candidate.Name == name);
            string? flaw = property is null ? "the message has no public property of that name"
                : !ComparesByValue(property.Type) ? $"values of type '{property.Type.ToReadableName()}' are equal only where they are the same object"
                : null;
            if (flaw is null)
            {
                yield return new KeyMemberModel(name, property!.Type.ToQualifiedName());
            }
            else
            {
                problems.Add(ContractDiagnostics.UnknownSlowKey, location, message.ToReadableName(), name, flaw);
            }
        }
    }

    /// <summary>Whether two values that read alike are equal, as far as the type itself tells.</summary>
    private static bool ComparesByValue(ITypeSymbol type)
    {
        if (type.IsValueType || type.SpecialType == SpecialType.System_String || type.IsRecord)
        {
            return true;
        }

        for (ITypeSymbol? level = type; type.TypeKind == TypeKind.Class && level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            if (level.GetMembers(nameof(Equals)).OfType<IMethodSymbol>().Any(static method => method is { IsOverride: true, Parameters.Length: 1 }))
            {
                return true;
            }
        }

        return false;
    }
}
