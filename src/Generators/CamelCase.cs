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
            bool beginsNextWord = i > 0 && i + 1 < characters.Length && !char.IsUpper(characters[i + 1]);
            if (beginsNextWord)
            {
                break;
            }

            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return new string(characters);
    }
}
