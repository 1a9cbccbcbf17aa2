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

    private static bool NeedsEscape(char character)
        => char.IsWhiteSpace(character) || char.IsControl(character) || char.IsSurrogate(character) || character is '"' or '\\';

    private static bool IsAsciiLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
