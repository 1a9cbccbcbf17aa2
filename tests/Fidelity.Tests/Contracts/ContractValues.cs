using CsCheck;
using TypedWs.Fidelity.Tests.Matrix;

namespace TypedWs.Fidelity.Tests.Contracts;

/// <summary>Values of the contracts.</summary>
internal static class ContractValues
{
    internal static readonly Gen<Point> Points = Gen.Select(Gen.Int, Gen.Int, static (x, y) => new Point(x, y));

    internal static readonly Gen<Shape> Shapes = Gen.Recursive<Shape>(static (depth, inner) =>
    {
        Gen<Shape> circle = Gen.Select(Text, Values.Doubles, static (name, radius) => (Shape)new Circle(name, radius));
        return depth > 2
            ? circle
            : Gen.OneOf(circle, Gen.Select(Text, inner.Array[0, 2], static (name, shapes) => (Shape)new Group(name, [.. shapes])));
    });

    internal static readonly Gen<Node> Nodes = Gen.Recursive<Node>(static (depth, inner) => Gen.Select(
        Gen.Long,
        depth > 2 ? Values.Null<Node>() : inner.Select(static node => (Node?)node),
        depth > 1 ? Values.AnyOf<Node[]>([[]]) : inner.Array[0, 2],
        static (value, next, children) => new Node(value, next, children)));

    internal static readonly Gen<Basket> Baskets = Gen.Select(
        Gen.Select(Values.Strings, Shapes.Array[0, 3], Nodes, Values.Offsets, Values.Decimals, Gen.Byte.Array[0, 5]),
        Gen.Select(Gen.Dictionary(Values.Strings, Gen.Int.List[0, 3])[0, 3], Gen.Int, Text, Gen.Guid, Points, Gen.Int[0, 3]),
        Gen.Dictionary(Gen.Int, Gen.Dictionary(Values.AnyOf(Color.Red, Color.Green), Text.Array[0, 2])[0, 2])[0, 3],
        static (first, second, nested) =>
        {
            (string id, Shape[] shapes, Node tree, DateTimeOffset at, decimal price, byte[] bytes) = first;
            (Dictionary<string, List<int>> numbers, int count, string? text, Guid place, Point point, int rights) = second;
            return new Basket(
                id,
                shapes,
                count % 2 == 0 ? null : numbers.ToDictionary(static entry => entry.Key, static entry => entry.Value.ConvertAll(static number => number % 3 == 0 ? null : (int?)number)),
                (count, text),
                new(place, point.X % 2 == 0 ? null : point),
                new SortedDictionary<int, Dictionary<Color, string?[]>>(nested),
                (Rights)rights,
                rights == 0 ? null : tree)
            {
                At = count % 3 == 0 ? null : at,
                Price = count % 5 == 0 ? null : Tuple.Create(price, bytes),
            };
        });

    private static Gen<string?> Text => Gen.Frequency((1, Values.Null<string>()), (3, Values.Strings.Select(static text => (string?)text)));
}
