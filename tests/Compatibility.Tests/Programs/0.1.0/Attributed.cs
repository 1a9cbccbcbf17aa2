using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;

namespace EarlierProgram;

/// <summary>What the attributes of both libraries change. Members that a format leaves out are not set.</summary>
public sealed class Attributed
{
    public static Attributed Sample => new() { Name = "n", Rate = 1.5, Ids = [1], Numbered = Colour.Green, Length = new(2), Keyed = new() { First = 3 }, Price = 4 };

    [JsonPropertyName("who"), JsonRequired, JsonPropertyOrder(-1)]
    public string Name { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; set; }

    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double Rate { get; set; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public List<long> Ids { get; set; } = [];

    [JsonConverter(typeof(JsonNumberEnumConverter<Colour>))]
    public Colour Numbered { get; set; }

    public Length? Length { get; set; }

    public Keyed? Keyed { get; set; }

    [JsonConverter(typeof(PriceConverter))]
    public decimal Price { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

public readonly record struct Length(int Metres);

[MessagePackObject]
public sealed class Keyed
{
    [Key("f")]
    public int First { get; set; }
}

/// <summary>A price in whole cents.</summary>
public sealed class PriceConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt64() / 100m;

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue((long)(value * 100));
}
