using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Generators.Tests.RoundTrips.Combined;

/// <summary>Types on which attributes, polymorphism and collections meet.</summary>
[Protocol("combined")]
public sealed partial class CombinedProtocol;

[FromClient<CombinedProtocol>]
public sealed record Report(INotice Notice, Opened? Plain, IReadOnlyList<INotice> Others);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Noted), 2)]
public interface INotice;

public sealed class Opened : INotice
{
    public int Door { get; set; }

    public Opened? Before { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

public sealed class Noted : INotice
{
    public string? Text { get; set; }

    [JsonExtensionData]
    public JsonObject? More { get; set; }
}

[FromClient<CombinedProtocol>]
public sealed class Quantities
{
    private const JsonNumberHandling InQuotes = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;

    [JsonNumberHandling(InQuotes)]
    public Dictionary<int, long> ByNumber { get; set; } = [];

    [JsonNumberHandling(InQuotes)]
    public SortedDictionary<Int128, Half?> ByLargeNumber { get; set; } = [];

    [JsonNumberHandling(InQuotes)]
    public Int128 Large { get; set; }

    [JsonNumberHandling(InQuotes)]
    public Memory<int> Row { get; set; }

    public Dictionary<int, int> Plain { get; set; } = [];
}

/// <summary>JSON is the converter's; MessagePack has cases.</summary>
[JsonConverter(typeof(MarkConverter))]
[Union(0, typeof(Dot))]
[Union(1, typeof(Line))]
public interface IMark;

[MessagePackObject]
public sealed record Dot([property: Key(0)] int X) : IMark;

[MessagePackObject]
public sealed record Line([property: Key(0)] int Length, [property: Key(1)] IReadOnlyList<IMark?>? Parts = null) : IMark;

[FromClient<CombinedProtocol>]
[MessagePackObject]
public sealed record Drawing([property: Key(0)] IReadOnlyList<IMark?> Marks);
