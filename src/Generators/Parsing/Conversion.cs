namespace TypedWs.Generators.Parsing;

/// <summary>What a <c>[JsonConverter]</c> says.</summary>
/// <param name="Converter">The converter in C#; null where it is one of the library's own for enums.</param>
/// <param name="IsNumber">Whether an enum is written by number.</param>
/// <param name="TakesNullable">Whether the converter itself is for a nullable value.</param>
internal sealed record Conversion(string? Converter, bool IsNumber = false, bool TakesNullable = false);
