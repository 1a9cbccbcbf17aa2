using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MessagePack;
using TypedWs;

namespace AotSmoke.Contracts;

/// <summary>What the attributes of both libraries change.</summary>
[FromClient<SmokeProtocol>]
public sealed record Attributed(Named Named, KeyedByName Keyed, Contracted Contracted, Extended Extended, ExtendedByNodes Nodes, Price Price)
    : IReturns<Attributed>
{
    public static Attributed Sample => new(
        new Named(1) { Name = "a", Note = null, Rate = double.NaN, Ids = [1, 2] },
        new KeyedByName { First = "b", Second = 2 },
        new Contracted { First = 3, Second = "c" },
        new Extended { Known = 4, Others = new() { ["x"] = JsonElement.Parse("[1]") } },
        new ExtendedByNodes { Known = 5, Others = new JsonObject { ["y"] = JsonNode.Parse("{}") } },
        new Price(1.5m, new Length(2)));
}

[MessagePackObject]
public sealed class Named(int number)
{
    [Key(0), JsonPropertyName("who"), JsonPropertyOrder(-1), JsonRequired]
    public string Name { get; set; } = "";

    [Key(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; set; }

    [Key(4), JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double Rate { get; set; }

    [Key(5), JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public List<long> Ids { get; set; } = [];

    [Key(3)]
    public int Number { get; } = number;

    [IgnoreMember, JsonIgnore]
    public int Length => Name.Length;
}

[MessagePackObject]
public sealed class KeyedByName
{
    [Key("f")]
    public string? First { get; set; }

    [Key("s")]
    public int Second { get; set; }
}

[DataContract]
public sealed class Contracted
{
    [DataMember(Order = 1)]
    public int First { get; set; }

    [DataMember(Order = 0)]
    public string? Second { get; set; }
}

public sealed class Extended
{
    public int Known { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

public sealed class ExtendedByNodes
{
    public int Known { get; set; }

    [JsonExtensionData]
    public JsonObject? Others { get; set; }
}

public sealed record Price([property: JsonConverter(typeof(CentsConverter))] decimal Amount, Length Length);

[JsonConverter(typeof(LengthConverter))]
public sealed record Length(int Metres);
