using System.Text.RegularExpressions;

namespace TypedWs.Generators.Model;

/// <summary>
/// Types are identified by their C# names. Where an attribute gives one use of a type another form, that use is told apart by a mark in the name:
/// <c>int#Quoted;</c>, and so <c>List&lt;int#Quoted;&gt;</c>.
/// </summary>
internal static class TypeKeys
{
    private static readonly Regex Mark = new("#[^;]*;", RegexOptions.CultureInvariant);

    /// <summary>The same type in another form.</summary>
    public static string Vary(string type, string form) => $"{type}#{form};";

    /// <summary>The type in C#.</summary>
    public static string ToCSharp(string type) => type.IndexOf('#') < 0 ? type : Mark.Replace(type, string.Empty);
}
