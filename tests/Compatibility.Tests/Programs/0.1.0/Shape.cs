using System.Text.Json.Serialization;
using MessagePack;

namespace EarlierProgram;

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Group), "group")]
[Union(0, typeof(Circle))]
[Union(1, typeof(Group))]
public abstract class Shape
{
    public string? Name { get; set; }
}

public sealed class Circle : Shape
{
    public double Radius { get; set; }
}

public sealed class Group : Shape
{
    public List<Shape> Shapes { get; init; } = [];
}
