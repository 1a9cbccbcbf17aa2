using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Generators.Tests.RoundTrips;

/// <summary>Contracts with polymorphic, inherited and composed types, run as a user's project would run them.</summary>
[Protocol("zoo")]
internal sealed partial class ZooProtocol;

[FromClient<ZooProtocol>]
public sealed record Drawing(
    Shape Shape,
    Shape? Other,
    IReadOnlyList<Shape> Shapes,
    Animal Animal,
    IVehicle Vehicle,
    Note Note,
    Figure Figure);

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Group), "group")]
[Union(0, typeof(Circle))]
[Union(5, typeof(Group))]
[MessagePackObject]
public abstract class Shape
{
    [Key(0)]
    public string? Name { get; set; }
}

[MessagePackObject]
public sealed class Circle : Shape
{
    [Key(1)]
    public double Radius { get; set; }
}

[MessagePackObject]
public sealed class Group : Shape
{
    [Key(1)]
    public List<Shape> Shapes { get; set; } = [];
}

/// <summary>Concrete itself, and not listed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Dog), 1)]
[JsonDerivedType(typeof(Cat), "cat <3")]
public record Animal(int Legs);

public sealed record Dog(int Legs, bool Barks) : Animal(Legs);

public sealed record Cat(int Legs, string Name) : Animal(Legs);

/// <summary>An interface, listed for MessagePack alone.</summary>
[Union(0, typeof(Car))]
[Union(1, typeof(Bike))]
public interface IVehicle;

[MessagePackObject]
public sealed record Car([property: Key(0)] int Doors) : IVehicle;

[MessagePackObject]
public readonly record struct Bike([property: Key(0)] string Brand) : IVehicle;

/// <summary>Listed among its own cases.</summary>
[JsonDerivedType(typeof(Note), "note")]
[JsonDerivedType(typeof(Song), "song")]
public class Note
{
    public int Pitch { get; set; }
}

public sealed class Song : Note
{
    public List<Note>? Notes { get; init; }
}

/// <summary>A type without cases that derives from one with them.</summary>
[JsonDerivedType(typeof(Triangle), "triangle")]
public abstract record Figure;

public record Triangle(double A, double B) : Figure;

public sealed record Pyramid(double A, double B, double Height) : Triangle(A, B);

[FromServer<ZooProtocol>]
[MessagePackObject]
public sealed record Composed(
    [property: Key(0)] (int Count, string? Name) Pair,
    [property: Key(1)] Tuple<int, Guid> Tuple,
    [property: Key(2)] KeyValuePair<string, int> Entry,
    [property: Key(3)] List<KeyValuePair<int, string?>> Entries,
    [property: Key(4)] (int, int, int, int, int, int, int, int)? Eight);

[FromServer<ZooProtocol>]
public record Base(int X, int Y)
{
    public virtual int V { get; init; }
}

[FromServer<ZooProtocol>]
public sealed record Derived(int X, int Y, int W) : Base(X, Y)
{
    public override int V { get; init; }

    [JsonPropertyOrder(-1)]
    public int First { get; init; }
}

[FromServer<ZooProtocol>]
public sealed class Swapped(int b, int a)
{
    public int C { get; set; }

    public int A { get; } = a;

    public int B { get; } = b;
}

[Protocol("strict", RefuseUnknownEnumValues = true)]
internal sealed partial class StrictProtocol;

[FromClient<StrictProtocol>]
public sealed record Paint(Color Color, Rights Rights, Dictionary<Color, int>? Counts = null);

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
