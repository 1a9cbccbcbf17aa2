using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Generators.Tests.RoundTrips.Attributes;

/// <summary>Messages with every attribute that is honoured, annotated for both libraries.</summary>
[Protocol("attributes")]
public sealed partial class AttributesProtocol;

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Named
{
    [Key(0), JsonPropertyName("the \"name\"")]
    public string? Name { get; set; }

    [JsonIgnore, IgnoreMember]
    public int Ignored { get; set; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Conditional
{
    [Key(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; set; }

    [Key(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Number { get; set; }

    [Key(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Count { get; set; }

    [Key(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Money Price { get; set; }

    [Key(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public List<int>? Items { get; set; }

    [Key(5), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Always { get; set; }
}

[MessagePackObject]
public readonly record struct Money([property: Key(0)] decimal Amount, [property: Key(1)] string? Currency);

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed record ConditionalParameter(
    [property: Key(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Count,
    [property: Key(1)] string Name);

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Ordered
{
    [Key(0)]
    public int Middle { get; set; }

    [Key(1), JsonPropertyOrder(1)]
    public int Last { get; set; }

    [Key(2), JsonPropertyOrder(-1)]
    public int First { get; set; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Included
{
    public Included()
    {
    }

    public Included(int count) => Count = count;

    [Key(0), JsonInclude, JsonRequired]
    public int Count { get; private set; }

    [Key(1)]
    public string? Note { get; set; }
}

[FromClient<AttributesProtocol>]
public sealed class IncludedInternal
{
    [JsonInclude]
    internal string? Secret { get; set; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Numbers
{
    [Key(0), JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long Id { get; set; }

    [Key(1), JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? Rate { get; set; }

    [Key(2), JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public List<decimal> Prices { get; set; } = [];

    [Key(3), JsonNumberHandling(JsonNumberHandling.Strict)]
    public int Strict { get; set; }

    [Key(4), JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public Dictionary<string, float?> Map { get; set; } = [];

    [Key(5)]
    public int Plain { get; set; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
public sealed record AllNumbers([property: Key(0)] int Count, [property: Key(1)] double[] Values, [property: Key(2)] string Text, [property: Key(3)] Money Price);

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Enums
{
    [Key(0)]
    public Shade Named { get; set; }

    [Key(1), JsonConverter(typeof(JsonNumberEnumConverter<Shade>))]
    public Shade Numbered { get; set; }

    [Key(2), JsonConverter(typeof(JsonStringEnumConverter))]
    public Shade? Nullable { get; set; }

    [Key(3)]
    public Level Level { get; set; }

    [Key(4), JsonConverter(typeof(JsonStringEnumConverter<Level>))]
    public Level LevelByName { get; set; }
}

public enum Shade
{
    Light,

    [JsonStringEnumMemberName("very dark")]
    Dark,
}

[JsonConverter(typeof(JsonNumberEnumConverter<Level>))]
public enum Level : byte
{
    Low = 1,
    High = 200,
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Extended
{
    [Key(0)]
    public int Known { get; set; }

    [IgnoreMember, JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed record ExtendedByNodes([property: Key(0)] int Known)
{
    [IgnoreMember, JsonExtensionData]
    public JsonObject? Others { get; init; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class KeyedByName
{
    [Key("b")]
    public int Second { get; set; }

    [Key("a"), JsonPropertyName("first")]
    public string? First { get; set; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject(keyAsPropertyName: true)]
public sealed record KeyedByProperty(int Count, [property: Key("words")] string? Text)
{
    public Money Price { get; set; }
}

[FromClient<AttributesProtocol>]
[DataContract]
public sealed class OrderedContract
{
    [DataMember(Order = 1)]
    public string? Second { get; set; }

    [DataMember(Order = 0, Name = "one")]
    public int First { get; set; }

    [IgnoreDataMember, JsonIgnore]
    public int Ignored { get; set; }
}

[FromClient<AttributesProtocol>]
[DataContract]
public sealed class NamedContract
{
    [DataMember(Name = "one")]
    public int First { get; set; }

    [DataMember]
    public string? Second { get; set; }
}

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Constructed
{
    public Constructed()
    {
    }

    [JsonConstructor, SerializationConstructor]
    public Constructed(int count, string name) => (Count, Name) = (count, name);

    [Key(0)]
    public int Count { get; }

    [Key(1)]
    public string Name { get; } = "";
}
