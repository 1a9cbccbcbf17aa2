using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Parsing;

/// <summary>What a member is found by in MessagePack: a position in an array, or a name in a map.</summary>
/// <param name="Position">The position, or null.</param>
/// <param name="Name">The name, or null.</param>
internal sealed record MemberKey(int? Position, string? Name)
{
    /// <summary>The key in C#.</summary>
    public override string ToString() => Name is null ? Position!.Value.ToString(CultureInfo.InvariantCulture) : SymbolDisplay.FormatLiteral(Name, quote: true);
}
