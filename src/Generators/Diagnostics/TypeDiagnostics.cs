using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Diagnostics;

/// <summary>TWS2xxx: the types that travel. Each has a page <c>docs/diagnostics/TWS####.md</c>.</summary>
internal static class TypeDiagnostics
{
    private const string Category = "TypedWs.Types";

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        "TWS2001",
        "A member's type cannot travel",
        "'{0}' has type '{1}', which {2}. {3}.");

    public static readonly DiagnosticDescriptor UnsupportedReply = Error(
        "TWS2002",
        "A reply's type cannot travel",
        "The reply of '{0}' has type '{1}', which {2}. {3}.");

    public static readonly DiagnosticDescriptor UnsupportedItem = Error(
        "TWS2030",
        "The type of a stream's items cannot travel",
        "The items of a stream of '{0}' have type '{1}', which {2}. {3}.");

    public static readonly DiagnosticDescriptor UnsupportedError = Error(
        "TWS2031",
        "The type of an error cannot travel",
        "An error of '{0}' has type '{1}', which {2}. {3}.");

    public static readonly DiagnosticDescriptor NoConstructor = Error(
        "TWS2003",
        "A type cannot be created from a payload",
        "'{0}' travels, but cannot be created from a payload: {1}. {2}.");

    public static readonly DiagnosticDescriptor InaccessibleType = Error(
        "TWS2004",
        "A type that travels is inaccessible",
        "'{0}' uses '{1}', which generated code cannot access because it is {2}. Make it internal or public.");

    public static readonly DiagnosticDescriptor DuplicateJsonName = Error(
        "TWS2005",
        "Two members have one JSON name",
        "'{0}' and '{1}' both have the JSON name \"{2}\". Give one of them another with [JsonPropertyName].");

    public static readonly DiagnosticDescriptor DuplicateKey = Error(
        "TWS2006",
        "Two members have one position",
        "'{0}' and '{1}' both have [Key({2})]. Give each member a position of its own.");

    public static readonly DiagnosticDescriptor MissingKey = Error(
        "TWS2007",
        "Only some members have a position",
        "'{0}' has no {2}, but other members of '{1}' have one. Add {2} to it, or [IgnoreMember] if it does not travel.");

    public static readonly DiagnosticDescriptor KeyOutOfRange = Error(
        "TWS2008",
        "A position is out of range",
        "'{0}' has [Key({1})]; positions run from 0 to 127, and each gap costs a byte. Choose a small number.");

    public static readonly DiagnosticDescriptor TooManyMembers = Error(
        "TWS2009",
        "A type has too many members",
        "'{0}' has {1} members; a type that travels has at most 128. Group some of them in a type of their own.");

    public static readonly DiagnosticDescriptor UnsupportedAttribute = Error(
        "TWS2010",
        "An attribute is not supported",
        "'{0}' has {1}, which TypedWs does not support: {2}. {3}.");

    public static readonly DiagnosticDescriptor MemberNotSent = new(
        "TWS2011",
        "A member does not travel",
        "'{0}' is {1}, so it does not travel. {2}, or mark it [JsonIgnore] if that is intended.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor PolymorphicType = Error(
        "TWS2012",
        "The cases of a polymorphic type are wrong",
        "'{0}' is polymorphic, but {1}. {2}.");

    public static readonly DiagnosticDescriptor UnusableConverter = Error(
        "TWS2020",
        "A JSON converter cannot be used",
        "'{0}' has [JsonConverter(typeof({1}))], but '{1}' {2}. {3}.");

    public static readonly DiagnosticDescriptor ConvertedInJsonOnly = Error(
        "TWS2021",
        "A type with a JSON converter cannot travel in MessagePack",
        "'{0}' has a JSON converter, but in MessagePack type '{1}' travels as it is, and it {2}. {3}.");

    public static readonly DiagnosticDescriptor Contradiction = Error(
        "TWS2022",
        "Two attributes contradict each other",
        "'{0}' has {1}: {2}. {3}.");

    public static readonly DiagnosticDescriptor KeyGap = new(
        "TWS2023",
        "Positions have a gap",
        "'{0}' has [Key({1})], but {2} not taken: every object carries a nil there. Keep the gap where a member was removed; otherwise close it.",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MutableStatic = new(
        "TWS2024",
        "A type that travels has a static that can be changed",
        "'{0}' is static and can be changed: it does not travel, and all connections share it. Make it read-only, or move it out of the type.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    /// <summary>All of them.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        UnsupportedMember,
        UnsupportedReply,
        UnsupportedItem,
        UnsupportedError,
        NoConstructor,
        InaccessibleType,
        DuplicateJsonName,
        DuplicateKey,
        MissingKey,
        KeyOutOfRange,
        TooManyMembers,
        UnsupportedAttribute,
        MemberNotSent,
        PolymorphicType,
        UnusableConverter,
        ConvertedInJsonOnly,
        Contradiction,
        KeyGap,
        MutableStatic,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message)
        => new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
