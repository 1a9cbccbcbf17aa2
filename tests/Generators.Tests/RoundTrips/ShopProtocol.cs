using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Generators.Tests.RoundTrips;

/// <summary>Contracts that the generator works on as in a user's project: what it emits is run here.</summary>
[Protocol("shop")]
internal sealed partial class ShopProtocol;

[FromClient<ShopProtocol>]
[MessagePackObject]
public sealed record Order(
    [property: Key(0)] string Id,
    [property: Key(1)] IReadOnlyList<Line> Lines,
    [property: Key(3)] Priority Priority = Priority.High,
    [property: Key(4)] string? Note = "none")
{
    [Key(5)]
    public int Attempts { get; init; } = 1;

    [Key(6)]
    public Dictionary<string, int?> Options { get; init; } = new() { ["gift"] = null };
}

[MessagePackObject]
public readonly record struct Line([property: Key(0)] string Item, [property: Key(1), JsonPropertyName("qty")] int Quantity);

public enum Priority
{
    Low,
    High,
}

[FromServer<ShopProtocol>]
public sealed record Category(string Name, Category? Parent, List<Category> Children) : IReturns<Page<string?>>;

public sealed record Page<T>(IReadOnlyList<T> Items)
{
    public int Total { get; init; } = -1;
}

[FromServer<ShopProtocol>]
public struct Stock
{
    public Stock()
    {
        Place = "shelf";
        Count = 7;
    }

    public required string Item { get; init; }

    public string Place { get; init; }

    public int Count { get; set; }
}

[FromServer<ShopProtocol>]
public class Shelf
{
    public int Number { get; init; } = 4;
}

[FromServer<ShopProtocol>]
public sealed class TopShelf : Shelf
{
    public string? Ladder { get; set; } = "wooden";
}
