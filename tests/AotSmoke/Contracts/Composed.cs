using TypedWs;

namespace AotSmoke.Contracts;

/// <summary>Tuples, pairs, structs, classes, generic and recursive types, inheritance.</summary>
[FromClient<SmokeProtocol>]
public sealed record Composed(
    (int Count, string? Name) Pair,
    (int, Point, int, int, int, int, int, string)? Eight,
    Tuple<int, Guid> Tuple,
    KeyValuePair<Colour, Point> Entry,
    Page<Point> Points,
    Page<string?> Lines,
    Tree Tree,
    Stock Stock,
    TopShelf Shelf) : IReturns<Composed>
{
    public static Composed Sample => new(
        (1, null),
        (1, default, 3, 4, 5, 6, 7, "8"),
        System.Tuple.Create(2, Guid.Empty),
        new(Colour.Red, new Point(3, 4)),
        new Page<Point>([default]) { Total = 5 },
        new Page<string?>(["a", null]),
        new Tree("b", [new Tree("c", [])]),
        new Stock { Item = "d", Count = 6 },
        new TopShelf { Number = 7, Ladder = null });
}

public sealed record Page<T>(IReadOnlyList<T> Items)
{
    public int Total { get; init; } = -1;
}

public sealed record Tree(string Name, List<Tree> Children);

public struct Stock
{
    public required string Item { get; init; }

    public int Count { get; set; }
}

public class Shelf
{
    public int Number { get; init; }
}

public sealed class TopShelf : Shelf
{
    public string? Ladder { get; set; } = "wooden";
}
