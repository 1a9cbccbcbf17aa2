using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>The types of .NET that travel as one value and have a codec of their own, and what it is called.</summary>
internal static class KnownScalars
{
    private static readonly Dictionary<string, string> Codecs = new()
    {
        ["System.Half"] = "Half",
        ["System.Int128"] = "Int128",
        ["System.UInt128"] = "UInt128",
        ["System.Numerics.BigInteger"] = "BigInteger",
        ["System.Version"] = "Version",
        ["System.Text.Rune"] = "Rune",
        ["System.Text.Json.JsonElement"] = "JsonElement",
        ["System.Text.Json.JsonDocument"] = "JsonDocument",
        ["System.Text.Json.Nodes.JsonNode"] = "JsonNode",
        ["System.Text.Json.Nodes.JsonObject"] = "JsonObject",
        ["System.Text.Json.Nodes.JsonArray"] = "JsonArray",
        ["System.Text.Json.Nodes.JsonValue"] = "JsonValue",
    };

    /// <summary>The name of the codec, or null.</summary>
    public static string? Find(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } bytes => bytes.OriginalDefinition.GetMetadataName() switch
        {
            "System.Memory`1" => "WritableMemory",
            "System.ArraySegment`1" => "BinarySegment",
            _ => null,
        },
        INamedTypeSymbol { Arity: 0 } named => Codecs.TryGetValue(named.GetMetadataName(), out string? codec) ? codec : null,
        _ => null,
    };
}
