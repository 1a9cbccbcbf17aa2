using Microsoft.CodeAnalysis;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Parsing;

/// <summary>Where a type is used, for the problems that it may have there.</summary>
/// <param name="Subject">The member, such as <c>Say.Room</c>, or the message whose reply it is.</param>
/// <param name="Location">The user's own line.</param>
/// <param name="Unsupported">What to report when the type cannot travel.</param>
internal sealed record TypeSite(string Subject, Location Location, DiagnosticDescriptor Unsupported)
{
    /// <summary>How numbers are written there: the flags of <c>JsonNumberHandling</c>, or null where nothing is said.</summary>
    public int? NumberHandling { get; init; }

    /// <summary>The site of a member. Members of other assemblies have no line of their own: the line that led to them stays.</summary>
    public TypeSite At(ISymbol member, Compilation compilation)
        => new(member.ToReadableMember(), LocationOf(member, compilation), TypeDiagnostics.UnsupportedMember);

    /// <summary>The line of a symbol, or the line that led to it.</summary>
    public Location LocationOf(ISymbol symbol, Compilation compilation)
        => symbol.Locations is [{ IsInSource: true } own, ..] && compilation.ContainsSyntaxTree(own.SourceTree) ? own : Location;
}
