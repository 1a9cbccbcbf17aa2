using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>Finds members that generated code does not send although an attribute says so, and statics that are no part of a message.</summary>
internal static class HiddenMembers
{
    private static readonly string[] Sending =
        ["JsonInclude", "JsonPropertyName", "JsonRequired", "JsonExtensionData", "JsonConverter", "JsonNumberHandling"];

    public static void Check(INamedTypeSymbol type, TypeSite site, Compilation compilation, ProblemList problems)
    {
        string[] sent = [.. ContractProperties.Of(type, compilation).Select(static property => property.Name)];
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            foreach (ISymbol member in level.GetMembers())
            {
                if (IsMutableStatic(member))
                {
                    problems.Add(TypeDiagnostics.MutableStatic, site.LocationOf(member, compilation), member.ToReadableMember());
                }

                (string Reason, string Remedy)? flaw = member switch
                {
                    _ when ContractProperties.IsIgnored(member) => null,
                    IFieldSymbol { IsImplicitlyDeclared: false } => ("fields do not travel", "Make it a property"),
                    IPropertySymbol { IsStatic: true } => ("static properties do not travel", "Remove the attribute"),
                    IPropertySymbol { DeclaredAccessibility: not Accessibility.Public } property when !sent.Contains(property.Name) && !property.IsOverride
                        => ("generated code reads public properties, and internal ones marked [JsonInclude]", "Make it public"),
                    _ => null,
                };
                if (flaw is { } found && FindAttribute(member) is { } attribute)
                {
                    problems.Add(
                        TypeDiagnostics.UnsupportedAttribute,
                        site.LocationOf(member, compilation),
                        member.ToReadableMember(),
                        attribute,
                        found.Reason,
                        found.Remedy);
                }
            }
        }
    }

    private static bool IsMutableStatic(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: true, IsConst: false, IsReadOnly: false, IsImplicitlyDeclared: false } => true,
        IPropertySymbol { IsStatic: true, SetMethod: { } } property => ContractProperties.IsAutomatic(property),
        _ => false,
    };

    /// <summary>The attribute that sends the member, as the user wrote it.</summary>
    public static string? FindAttribute(ISymbol member)
        => Sending.FirstOrDefault(attribute => member.FindAttribute($"{JsonAttributes.Namespace}{attribute}Attribute") is not null) is { } name
            ? $"[{name}]"
            : MessagePackAttributes.DescribeKey(member);
}
