using System.Text.Json.Serialization;
using MessagePack;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record Polymorphic(List<Shape> Shapes, IVehicle? Vehicle, IVehicle Other, Animal Animal, Animal Dog) : IReturns<Polymorphic>
{
    public static Polymorphic Sample => new(
        [new Circle(1.5), new Group([new Circle(2), new Group([])])],
        new Car(5),
        new Bike("b"),
        new Animal(4),
        new Dog(3, true));
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Group), "group")]
[Union(0, typeof(Circle))]
[Union(1, typeof(Group))]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Group(IReadOnlyList<Shape> Shapes) : Shape;

[Union(0, typeof(Car))]
[Union(1, typeof(Bike))]
public interface IVehicle;

public sealed record Car(int Doors) : IVehicle;

public readonly record struct Bike(string Brand) : IVehicle;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Dog), 1)]
public record Animal(int Legs);

public sealed record Dog(int Legs, bool Barks) : Animal(Legs);
