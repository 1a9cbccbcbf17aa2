using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>Names members as the policies of System.Text.Json do.</summary>
internal static class JsonNames
{
    private enum Previous
    {
        Nothing,
        Upper,
        LowerOrDigit,
        Space,
    }

    /// <summary>The name that the property's attribute gives it, or that the policy makes.</summary>
    public static string Of(IPropertySymbol property, NamingPolicy policy) => JsonAttributes.FindPropertyName(property) ?? Of(property.Name, policy);

    public static string Of(string name, NamingPolicy policy) => policy switch
    {
        NamingPolicy.AsDeclared => name,
        NamingPolicy.SnakeCaseLower => Separate(name, '_', isLower: true),
        NamingPolicy.SnakeCaseUpper => Separate(name, '_', isLower: false),
        NamingPolicy.KebabCaseLower => Separate(name, '-', isLower: true),
        NamingPolicy.KebabCaseUpper => Separate(name, '-', isLower: false),
        _ => CamelCase.Of(name),
    };

    /// <summary>A word begins with a capital after anything but one, or with the last of several capitals if a small letter follows.</summary>
    private static string Separate(string name, char separator, bool isLower)
    {
        var text = new StringBuilder();
        Previous previous = Previous.Nothing;
        for (int i = 0; i < name.Length; i++)
        {
            char current = name[i];
            switch (char.GetUnicodeCategory(current))
            {
                case UnicodeCategory.UppercaseLetter:
                    if (previous is Previous.LowerOrDigit or Previous.Space
                        || (previous == Previous.Upper && i + 1 < name.Length && char.IsLower(name[i + 1])))
                    {
                        text.Append(separator);
                    }

                    text.Append(isLower ? char.ToLowerInvariant(current) : current);
                    previous = Previous.Upper;
                    break;
                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (previous == Previous.Space)
                    {
                        text.Append(separator);
                    }

                    text.Append(isLower ? current : char.ToUpperInvariant(current));
                    previous = Previous.LowerOrDigit;
                    break;
                case UnicodeCategory.SpaceSeparator:
                    previous = previous == Previous.Nothing ? previous : Previous.Space;
                    break;
                default:
                    text.Append(current);
                    previous = Previous.Nothing;
                    break;
            }
        }

        return text.ToString();
    }
}
