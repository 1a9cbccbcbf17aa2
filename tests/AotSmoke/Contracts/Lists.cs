using TypedWs;

namespace AotSmoke.Contracts;

/// <summary>Elements of every kind of code: references, primitives, structs, enums, nullable ones. Sets have one element, since they have no order.</summary>
[FromClient<SmokeProtocol>]
public sealed record Lists(
    Point[] Array,
    Memory<int> Memory,
    ReadOnlyMemory<double> ReadOnlyMemory,
    ArraySegment<string> Segment,
    List<int> List,
    HashSet<Guid> HashSet,
    SortedSet<string> SortedSet,
    LinkedList<Point> LinkedList,
    Queue<Colour> Queue,
    Stack<long> Stack,
    IEnumerable<string?> Enumerable,
    ICollection<int?> Collection,
    IList<Point?> ListInterface,
    ISet<Colour> Set,
    IReadOnlyCollection<decimal> ReadOnlyCollection,
    IReadOnlyList<List<Name>> ReadOnlyList,
    IReadOnlySet<int> ReadOnlySet) : IReturns<Lists>
{
    public static Lists Sample => new(
        [new Point(1, 2), default],
        new[] { 1, 2 },
        new[] { 1.5 },
        new[] { "a", "b" },
        [3],
        [Guid.Empty],
        ["c", "d"],
        new LinkedList<Point>([new Point(3, 4)]),
        new Queue<Colour>([Colour.Red, Colour.Green]),
        new Stack<long>([5, 6]),
        ["e", null],
        [7, null],
        [new Point(8, 9), null],
        new HashSet<Colour> { Colour.Red },
        [10.0m],
        [[new Name("f")], []],
        new HashSet<int> { 11 });
}

public readonly record struct Point(int X, int Y);
