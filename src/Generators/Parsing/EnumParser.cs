using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes <see cref="EnumModel"/>s.</summary>
internal static class EnumParser
{
    public static EnumModel Parse(INamedTypeSymbol type, string name)
        => new(
            name,
            type.Name,
            type.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(static field => field.HasConstantValue)
                .Select(field => ParseMember(field, name))
                .ToEquatableArray());

    private static EnumMemberModel ParseMember(IFieldSymbol field, string typeName)
        => new(
            JsonAttributes.FindEnumMemberName(field) ?? field.Name,
            $"{typeName}.{Identifiers.Escape(field.Name)}",
            string.Format(CultureInfo.InvariantCulture, "{0}", field.ConstantValue));
}
