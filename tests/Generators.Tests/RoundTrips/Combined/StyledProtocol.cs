using System.Text.Json.Serialization;

namespace TypedWs.Generators.Tests.RoundTrips.Combined;

/// <summary>All policies at once.</summary>
[Protocol("styled", Naming = NamingPolicy.KebabCaseUpper, Enums = EnumPolicy.Number, RefuseUnknownEnumValues = true)]
public sealed partial class StyledProtocol;

[FromClient<StyledProtocol>]
public sealed record Furnish(Furniture MainPiece, KeyValuePair<string, int> RoomAndFloor);

[JsonDerivedType(typeof(Table), "roundTable")]
public abstract class Furniture
{
    public Wood MainWood { get; set; }
}

public sealed class Table : Furniture
{
    public double EdgeLength { get; set; }

    public Dictionary<Wood, int> LegsOf { get; set; } = [];
}

public enum Wood
{
    Oak,
    Beech,
}
