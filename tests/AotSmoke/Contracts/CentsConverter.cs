using System.Text.Json;
using System.Text.Json.Serialization;

namespace AotSmoke.Contracts;

/// <summary>An amount as a whole number of cents.</summary>
public sealed class CentsConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt64() / 100m;

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue((long)(value * 100));
}
