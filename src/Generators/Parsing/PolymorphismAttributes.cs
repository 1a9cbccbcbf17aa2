using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Reads the attributes of System.Text.Json and MessagePack that list the cases of a polymorphic type.</summary>
internal static class PolymorphismAttributes
{
    private const string Polymorphic = JsonAttributes.Namespace + "JsonPolymorphicAttribute";
    private const string DerivedType = JsonAttributes.Namespace + "JsonDerivedTypeAttribute";
    private const string Union = MessagePackAttributes.Namespace + "UnionAttribute";
    private const string DefaultMember = "$type";

    /// <summary>Whether values of the type may be of other types, too.</summary>
    public static bool ArePresent(ITypeSymbol type)
        => type.GetAttributes().Any(static attribute
            => attribute.AttributeClass.Is(DerivedType) || attribute.AttributeClass.Is(Union) || attribute.AttributeClass.Is(Polymorphic));

    /// <summary>The name of the JSON member that has the discriminator.</summary>
    public static string MemberOf(INamedTypeSymbol type)
        => ArgumentOf(type, "TypeDiscriminatorPropertyName") is string { Length: > 0 } name ? name : DefaultMember;

    /// <summary>An option of <c>[JsonPolymorphic]</c> that TypedWs does not have, or null.</summary>
    public static string? FindUnsupportedOption(INamedTypeSymbol type)
    {
        if (ArgumentOf(type, "IgnoreUnrecognizedTypeDiscriminators") is true)
        {
            return "IgnoreUnrecognizedTypeDiscriminators";
        }

        return ArgumentOf(type, "UnknownDerivedTypeHandling") is not (null or 0) ? "UnknownDerivedTypeHandling" : null;
    }

    /// <summary>Where <c>[JsonPolymorphic]</c> stands.</summary>
    public static AttributeData? FindPolymorphic(INamedTypeSymbol type) => type.FindAttribute(Polymorphic);

    /// <summary>The types in <c>[JsonDerivedType]</c>, each with its discriminator, if it has one.</summary>
    public static IEnumerable<(AttributeData Attribute, ITypeSymbol Type, object? Discriminator)> DerivedTypesOf(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass.Is(DerivedType) && attribute.ConstructorArguments is [{ Value: ITypeSymbol derived }, ..])
            {
                yield return (attribute, derived, attribute.ConstructorArguments is [_, { Value: var discriminator }] ? discriminator : null);
            }
        }
    }

    /// <summary>The types in <c>[Union]</c>, each with its number; null for types given by name.</summary>
    public static IEnumerable<(AttributeData Attribute, ITypeSymbol? Type, object? Discriminator)> UnionsOf(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass.Is(Union) && attribute.ConstructorArguments is [{ Value: int number }, { Value: var subType }])
            {
                yield return (attribute, subType as ITypeSymbol, number);
            }
        }
    }

    private static object? ArgumentOf(INamedTypeSymbol type, string name)
        => FindPolymorphic(type)?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { IsNull: false, Value: var value }
            ? value
            : null;
}
