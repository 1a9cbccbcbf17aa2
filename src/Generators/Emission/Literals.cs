using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Emission;

/// <summary>Values in C#.</summary>
internal static class Literals
{
    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
