using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;

namespace TypedWs.Generators.Tests.RoundTrips.Attributes;

[FromClient<AttributesProtocol>]
[MessagePackObject]
public sealed class Converted
{
    [Key(0), JsonConverter(typeof(CentsConverter))]
    public decimal Price { get; set; }

    [Key(1), JsonConverter(typeof(CentsConverter))]
    public decimal? Discount { get; set; }

    [Key(2), JsonConverter(typeof(NothingConverter))]
    public string? Text { get; set; }

    [Key(3)]
    public Distance Distance { get; set; }

    [Key(4)]
    public List<Distance?> Distances { get; set; } = [];

    [Key(5)]
    public Chain? Chain { get; set; }

    [Key(6), JsonConverter(typeof(WordsConverterFactory))]
    public List<string>? Words { get; set; }
}

[MessagePackObject]
[JsonConverter(typeof(DistanceConverter))]
public readonly record struct Distance([property: Key(0)] int Metres);

/// <summary>Contains itself, in MessagePack.</summary>
[MessagePackObject]
[JsonConverter(typeof(ChainConverter))]
public sealed record Chain([property: Key(0)] string Name, [property: Key(1)] Chain? Next, [property: Key(2)] List<Chain> Branches);

/// <summary>Money in whole cents.</summary>
public sealed class CentsConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt64() / 100m;

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue((long)(value * 100));
}

/// <summary>Writes null in a form of its own.</summary>
public sealed class NothingConverter : JsonConverter<string>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetString() is "(nothing)" or null ? null : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value ?? "(nothing)");
}

public sealed class DistanceConverter : JsonConverter<Distance>
{
    public override Distance Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(int.Parse(reader.GetString()!.TrimEnd('m'), System.Globalization.CultureInfo.InvariantCulture));

    public override void Write(Utf8JsonWriter writer, Distance value, JsonSerializerOptions options) => writer.WriteStringValue($"{value.Metres}m");
}

/// <summary>A chain as an array of its names.</summary>
public sealed class ChainConverter : JsonConverter<Chain>
{
    public override Chain? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<string> names = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            names.Add(reader.GetString()!);
        }

        Chain? chain = null;
        for (int i = names.Count - 1; i >= 0; i--)
        {
            chain = new Chain(names[i], chain, []);
        }

        return chain;
    }

    public override void Write(Utf8JsonWriter writer, Chain value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (Chain? link = value; link is not null; link = link.Next)
        {
            writer.WriteStringValue(link.Name);
        }

        writer.WriteEndArray();
    }
}

/// <summary>Makes a converter that writes words in one string.</summary>
public sealed class WordsConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(List<string>);

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => new WordsConverter();

    private sealed class WordsConverter : JsonConverter<List<string>>
    {
        public override List<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => [.. reader.GetString()!.Split(' ')];

        public override void Write(Utf8JsonWriter writer, List<string> value, JsonSerializerOptions options) => writer.WriteStringValue(string.Join(' ', value));
    }
}
