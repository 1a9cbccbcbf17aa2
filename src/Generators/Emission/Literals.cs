using System.Security;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Emission;

/// <summary>Text in C#, and in its documentation.</summary>
internal static class Literals
{
    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string ToXml(string text) => SecurityElement.Escape(text);
}
