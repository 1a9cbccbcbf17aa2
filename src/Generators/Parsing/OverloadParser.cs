using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Decides whether a message can be sent by its members, and makes the <see cref="OverloadModel"/>.</summary>
internal static class OverloadParser
{
    /// <summary>The parameter that every send has in the end.</summary>
    private const string CancellationTokenName = "cancellationToken";

    /// <summary>The parameter of the stream that a message takes along.</summary>
    public const string StreamName = "stream";

    public static OverloadModel? Parse(INamedTypeSymbol type, ObjectModel model, bool takesStream, DocumentationParser documentation, Compilation compilation)
    {
        if (ConstructorParser.Find(type, compilation) is not { DeclaredAccessibility: Accessibility.Public } constructor
            || model.Members.Any(static member => member.Assignment != MemberAssignment.Constructor)
            || model.Arguments.Any(static argument => argument.Member is null)
            || !HasDistinctNames(constructor, takesStream)
            || IsAmbiguous(type, constructor))
        {
            return null;
        }

        return new OverloadModel(constructor.Parameters.Select(parameter => Parse(parameter, documentation)).ToEquatableArray());
    }

    /// <summary>Whether a call with a message might mean either overload.</summary>
    private static bool IsAmbiguous(INamedTypeSymbol type, IMethodSymbol constructor)
        => constructor.Parameters is [{ Type: var first }, ..] && SymbolEqualityComparer.Default.Equals(first, type);

    private static bool HasDistinctNames(IMethodSymbol constructor, bool takesStream)
    {
        var names = new HashSet<string> { CancellationTokenName };
        if (takesStream)
        {
            names.Add(StreamName);
        }

        return constructor.Parameters.All(parameter => names.Add(CamelCase.Of(parameter.Name)));
    }

    private static ParameterModel Parse(IParameterSymbol parameter, DocumentationParser documentation)
    {
        string? value = DefaultValues.Of(parameter);
        return new ParameterModel(
            Identifiers.Escape(CamelCase.Of(parameter.Name)),
            parameter.Type.ToQualifiedName() + (IsUnannotated(parameter.Type) && value == "null" ? "?" : string.Empty),
            value,
            documentation.FindParameter(parameter.Name));
    }

    /// <summary>Code without nullable annotations may have null as a default where annotated code must say so.</summary>
    private static bool IsUnannotated(ITypeSymbol type) => type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None };
}
