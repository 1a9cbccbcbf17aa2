using System;
using System.Linq;

namespace TypedWs.Generators.Parsing;

/// <summary>What names on the wire look like.</summary>
internal static class WireNames
{
    /// <summary>Protocol names travel in a header, so they are tokens of HTTP; and they begin the names of messages.</summary>
    public static bool IsProtocolName(string name)
        => name.Length > 0
            && IsAsciiLetter(name[0])
            && name.All(static character => IsAsciiLetter(character) || character is (>= '0' and <= '9') or '.' or '-' or '_')
            && !name.StartsWith("rpc.", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("rpc", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a message's name, or null. JSON-RPC 2.0 reserves <c>rpc.</c>, TypedWs <c>$/</c>.</summary>
    public static string? FindFlaw(string name)
    {
        if (name.Length == 0)
        {
            return "is empty";
        }

        if (name.StartsWith("$/", StringComparison.Ordinal) || name.StartsWith("rpc.", StringComparison.Ordinal))
        {
            return "begins with a reserved prefix (\"$/\" or \"rpc.\")";
        }

        return name.Any(NeedsEscape)
            ? "contains white space, control characters, surrogates, quotes or backslashes"
            : null;
    }

    /// <summary>Camel case as <c>JsonNamingPolicy.CamelCase</c> has it: a leading run of capitals is lowered, but for the next word's.</summary>
    public static string ToCamelCase(string name)
    {
        char[] characters = name.ToCharArray();
        for (int i = 0; i < characters.Length && char.IsUpper(characters[i]); i++)
        {
            bool hasNext = i + 1 < characters.Length;
            if (i > 0 && hasNext && !char.IsUpper(characters[i + 1]))
            {
                // The capital before a space is part of the run, too.
                if (characters[i + 1] == ' ')
                {
                    characters[i] = char.ToLowerInvariant(characters[i]);
                }

                break;
            }

            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return new string(characters);
    }

    private static bool NeedsEscape(char character)
        => char.IsWhiteSpace(character) || char.IsControl(character) || char.IsSurrogate(character) || character is '"' or '\\';

    private static bool IsAsciiLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
