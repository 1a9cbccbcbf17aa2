using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>The errors that a message declares with <c>[MessageError]</c>.</summary>
internal static class DeclaredErrors
{
    private const int FirstReserved = -32899;
    private const int LastReserved = -32000;

    /// <summary>The codes with their types, by code. Reports what is wrong with the codes, and where there is nobody to tell an error to.</summary>
    public static IReadOnlyList<(int Code, ITypeSymbol Type)> Find(INamedTypeSymbol message, MessageKind kind, ProblemList problems, CancellationToken cancellationToken)
    {
        var errors = new SortedDictionary<int, ITypeSymbol>();
        foreach (AttributeData attribute in message.GetAttributes().Where(static attribute => attribute.AttributeClass.Is(ContractAttributes.MessageError)))
        {
            Location location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? message.Locations[0];
            if (attribute is not { ConstructorArguments: [{ Value: int code }], AttributeClass.TypeArguments: [{ TypeKind: not TypeKind.Error } type] })
            {
                problems.AddReportedElsewhere();
            }
            else if (kind == MessageKind.OneWay)
            {
                problems.Add(ContractDiagnostics.UnansweredError, location, message.ToReadableName(), type.ToReadableName());
            }
            else if (code is >= FirstReserved and <= LastReserved)
            {
                problems.Add(ContractDiagnostics.ReservedErrorCode, location, message.ToReadableName(), code);
            }
            else if (errors.TryGetValue(code, out ITypeSymbol? other))
            {
                problems.Add(ContractDiagnostics.DuplicateErrorCode, location, message.ToReadableName(), other.ToReadableName(), type.ToReadableName(), code);
            }
            else
            {
                errors.Add(code, type);
            }
        }

        return [.. errors.Select(static error => (error.Key, error.Value))];
    }

    /// <summary>Parses an error's type.</summary>
    public static ErrorModel Parse(int code, ITypeSymbol type, TypeParser types, TypeSite site, CancellationToken cancellationToken)
        => new(
            code,
            type.IsReferenceType ? types.ParseNotNull(type, site) : types.Parse(type, site),
            type is INamedTypeSymbol { IsGenericType: false, SpecialType: SpecialType.None } named ? Identifiers.Escape(named.Name) : "TError",
            DocumentationParser.Parse(type, cancellationToken).Summary);
}
