using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators;

/// <summary>Names in C#.</summary>
internal static class Identifiers
{
    /// <summary>The name with an <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) => IsKeyword(name) ? "@" + name : name;

    private static bool IsKeyword(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            || SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.FieldKeyword or SyntaxKind.AwaitKeyword;
}
