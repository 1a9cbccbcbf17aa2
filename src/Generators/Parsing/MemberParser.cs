using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Makes <see cref="MemberModel"/>s of the properties of one type. Positions come later, when all members are known.</summary>
internal sealed class MemberParser(Compilation compilation, ProblemList problems, TypeParser types, INamedTypeSymbol owner, TypeSite ownerSite)
{
    private readonly MemberTypeParser _memberTypes = new(compilation, problems, types, owner);

    /// <summary>Parses a property that the constructor sets.</summary>
    public MemberModel ParseGiven(IPropertySymbol property, IParameterSymbol parameter, bool setsRequired)
    {
        // What its own writer may leave out is not missed.
        bool isRequired = IsRequired(property)
            || (!parameter.HasExplicitDefaultValue
                && !DefaultValues.MayBeNull(parameter.Type)
                && JsonAttributes.WriteConditionOf(property) == WriteCondition.Always);
        string placeholder = DefaultValues.PlaceholderOf(property.Type);
        string value = DefaultValues.Of(parameter) is { } constant and not "null" ? constant : placeholder;

        // C# wants its required members in the initializer, unless the constructor promises to set them.
        bool isInitialized = property.IsRequired && !setsRequired;
        return Parse(property, isRequired, isInitialized ? MemberAssignment.Initializer : MemberAssignment.Constructor, value);
    }

    /// <summary>Parses a property that is set after construction.</summary>
    /// <returns>The member, or null where nothing can set it.</returns>
    public MemberModel? ParseAssigned(IPropertySymbol property)
    {
        if (property.SetMethod is not { } setter || (!setter.IsAccessibleToGeneratedCode(compilation) && !IsIncluded(property)))
        {
            // What is computed from other members is not missed.
            if (ContractProperties.IsAutomatic(property))
            {
                problems.Add(
                    TypeDiagnostics.MemberNotSent,
                    ownerSite.LocationOf(property, compilation),
                    property.ToReadableMember(),
                    property.SetMethod is null
                        ? "a property that neither has a setter nor is set by the constructor"
                        : "a property whose setter generated code cannot access",
                    "Add a constructor parameter or an accessible setter");
            }

            return null;
        }

        bool isRequired = IsRequired(property);
        return Parse(property, isRequired, AssignmentOf(property, setter, isRequired), DefaultValues.PlaceholderOf(property.Type));
    }

    private static bool IsRequired(IPropertySymbol property) => property.IsRequired || JsonAttributes.IsRequired(property);

    /// <summary>Whether <c>[JsonInclude]</c> opens a setter that is private. Accessors cannot name a closed generic type.</summary>
    private static bool IsIncluded(IPropertySymbol property) => JsonAttributes.IsIncluded(property) && !IsInGenericType(property);

    private MemberModel Parse(IPropertySymbol property, bool isRequired, MemberAssignment assignment, string value)
    {
        if (property.ContainingType.GetMembers(property.Name).Length > 1)
        {
            // The compiler reports that there are two.
            problems.AddReportedElsewhere();
        }

        TypeSite site = ownerSite.At(property, compilation);
        UnsupportedAttributes.Check(property, site, compilation, problems);
        new Contradictions(site, compilation, problems).Check(property);
        return new MemberModel(
            property.Name,
            JsonNames.Of(property, types.Policy.Naming),
            Position: 0,
            _memberTypes.Parse(property, site),
            isRequired,
            assignment,
            value,
            property.ContainingType.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToQualifiedName())
        {
            Condition = JsonAttributes.WriteConditionOf(property),
        };
    }

    private MemberAssignment AssignmentOf(IPropertySymbol property, IMethodSymbol setter, bool isRequired)
    {
        if (!setter.IsAccessibleToGeneratedCode(compilation))
        {
            return MemberAssignment.InitAccessor;
        }

        if (isRequired)
        {
            return MemberAssignment.Initializer;
        }

        if (!setter.IsInitOnly)
        {
            return MemberAssignment.Setter;
        }

        if (!IsInGenericType(property))
        {
            return MemberAssignment.InitAccessor;
        }

        if (!owner.IsRecord && !owner.IsValueType)
        {
            problems.Add(
                TypeDiagnostics.NoConstructor,
                ownerSite.LocationOf(property, compilation),
                owner.ToReadableName(),
                $"'{property.Name}' is init-only in a generic class, and cannot be left as it is when a payload lacks it",
                "Make the class a record, or the property required or settable");
        }

        return MemberAssignment.Copy;
    }

    private static bool IsInGenericType(IPropertySymbol property)
    {
        for (INamedTypeSymbol? type = property.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }
}
