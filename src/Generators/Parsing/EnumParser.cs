using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes <see cref="EnumModel"/>s.</summary>
internal static class EnumParser
{
    public static EnumModel Parse(INamedTypeSymbol type, string name, bool isNumber)
        => new(
            name,
            SimpleNameOf(type, name, isNumber),
            type.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(static field => field.HasConstantValue)
                .Select(field => ParseMember(field, TypeKeys.ToCSharp(name)))
                .ToEquatableArray(),
            isNumber);

    /// <summary>One enum may travel in both forms.</summary>
    private static string SimpleNameOf(INamedTypeSymbol type, string name, bool isNumber)
        => TypeKeys.ToCSharp(name) == name ? type.Name : type.Name + (isNumber ? "Number" : "Name");

    private static EnumMemberModel ParseMember(IFieldSymbol field, string typeName)
        => new(
            JsonAttributes.FindEnumMemberName(field) ?? field.Name,
            $"{typeName}.{Identifiers.Escape(field.Name)}",
            string.Format(CultureInfo.InvariantCulture, "{0}", field.ConstantValue));
}
