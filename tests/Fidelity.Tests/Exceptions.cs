using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TypedWs.Fidelity.Tests.LibraryName;

namespace TypedWs.Fidelity.Tests;

/// <summary>Everything on which a library does not agree with us; docs/contracts.md says the same in its own words. All other types agree wholly.</summary>
internal static class Exceptions
{
    private const string Unreadable = "it has no way to make one";
    private const string Reversed = "it turns a stack around each time it reads one";

    internal static readonly ImmutableArray<ExceptionRow> All =
    [
        new(typeof(BigInteger), LibraryName.SystemTextJson, Support.None, "it has no such type; a number, here"),
        new(typeof(Rune), LibraryName.SystemTextJson, Support.None, "it has no such type; a string, here"),
        new(typeof(Stack<>), LibraryName.SystemTextJson, Support.Writes, Reversed),
        new(typeof(ConcurrentStack<>), LibraryName.SystemTextJson, Support.Writes, Reversed),
        new(typeof(ImmutableStack<>), LibraryName.SystemTextJson, Support.Writes, Reversed),
        new(typeof(IImmutableStack<>), LibraryName.SystemTextJson, Support.Writes, Reversed),
        new(typeof(FrozenSet<>), LibraryName.SystemTextJson, Support.Writes, Unreadable),
        new(typeof(FrozenDictionary<,>), LibraryName.SystemTextJson, Support.Writes, Unreadable),
        new(typeof(ReadOnlyCollection<>), LibraryName.SystemTextJson, Support.Writes, Unreadable),
        new(typeof(ReadOnlySet<>), LibraryName.SystemTextJson, Support.Writes, Unreadable),
        new(typeof(ReadOnlyDictionary<,>), LibraryName.SystemTextJson, Support.Writes, Unreadable),
        new(typeof(IReadOnlySet<>), LibraryName.SystemTextJson, Support.Writes, Unreadable),
        new(typeof(ConcurrentBag<>), LibraryName.SystemTextJson, Support.Writes, Unreadable),
        new(typeof(ArraySegment<>), LibraryName.SystemTextJson, Support.Writes, Unreadable),

        new(typeof(Int128), MessagePack2, Support.None, "it has no such type; the form is that of 3.1"),
        new(typeof(UInt128), MessagePack2, Support.None, "it has no such type; the form is that of 3.1"),
        new(typeof(Rune), MessagePack2, Support.None, "it has no such type; the form is that of 3.1"),
        new(typeof(FrozenSet<>), MessagePack2, Support.None, "it has no such type; the form is that of 3.1"),
        new(typeof(FrozenDictionary<,>), MessagePack2, Support.None, "it has no such type; the form is that of 3.1"),
        new(typeof(ReadOnlySet<>), MessagePack2, Support.None, "it has no such type; the form is that of 3.1"),
        new(typeof(JsonElement), BothMessagePacks, Support.None, "it has no such type; the equivalent of the JSON, here"),
        new(typeof(JsonNode), BothMessagePacks, Support.None, "it has no such type; the equivalent of the JSON, here"),
    ];

    /// <summary>What a library does with a type: the least of what it does with the types in it.</summary>
    internal static Support Of(Type type, LibraryName library)
        => PartsOf(type)
            .SelectMany(part => All.Where(row => row.Type == part && row.Libraries.HasFlag(library)))
            .Select(static row => row.Support)
            .Append(Support.Full)
            .Min();

    internal static IEnumerable<Type> PartsOf(Type type)
    {
        Type[] inner = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        return inner.SelectMany(PartsOf).Append(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
