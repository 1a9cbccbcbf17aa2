using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Fidelity.Tests.Contracts;

/// <summary>Types that hold others, as a user writes them: nested, null, recursive, polymorphic, with keys of several kinds.</summary>
[Protocol("matrix")]
internal sealed partial class MatrixProtocol;

[FromClient<MatrixProtocol>]
[MessagePackObject]
public sealed record Basket(
    [property: Key(0)] string Id,
    [property: Key(1)] IReadOnlyList<Shape> Shapes,
    [property: Key(2)] Dictionary<string, List<int?>>? Numbers,
    [property: Key(3)] (int Count, string? Text) Pair,
    [property: Key(4)] KeyValuePair<Guid, Point?> Place,
    [property: Key(5)] SortedDictionary<int, Dictionary<Color, string?[]>> Nested,
    [property: Key(6)] Rights Rights = Rights.Read,
    [property: Key(8)] Node? Tree = null)
{
    [Key(9)]
    public DateTimeOffset? At { get; init; }

    [Key(10)]
    public Tuple<decimal, byte[]>? Price { get; set; }
}

[JsonDerivedType(typeof(Circle), 0)]
[JsonDerivedType(typeof(Group), 3)]
[Union(0, typeof(Circle))]
[Union(3, typeof(Group))]
public interface IShape;

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Group), "group")]
[Union(0, typeof(Circle))]
[Union(3, typeof(Group))]
[MessagePackObject]
public abstract record Shape([property: Key(0)] string? Name) : IShape;

[MessagePackObject]
public sealed record Circle(string? Name, [property: Key(1)] double Radius) : Shape(Name);

[MessagePackObject]
public sealed record Group(string? Name, [property: Key(1)] List<IShape> Shapes) : Shape(Name);

[FromServer<MatrixProtocol>]
[MessagePackObject]
public sealed record Node([property: Key(0)] long Value, [property: Key(1)] Node? Next, [property: Key(2)] Node[] Children);

[MessagePackObject]
public readonly record struct Point([property: Key(0)] int X, [property: Key(1)] int Y);

public enum Color
{
    Red = 1,
    Green = 2,
}

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}
