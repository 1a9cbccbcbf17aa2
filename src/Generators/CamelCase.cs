namespace TypedWs.Generators;

/// <summary>Names as JSON, parameters and local variables have them.</summary>
internal static class CamelCase
{
    /// <summary>Camel case as <c>JsonNamingPolicy.CamelCase</c> has it: a leading run of capitals is lowered, but for the next word's.</summary>
    public static string Of(string name)
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
}
