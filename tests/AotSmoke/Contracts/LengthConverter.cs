using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AotSmoke.Contracts;

/// <summary>A length with its unit.</summary>
public sealed class LengthConverter : JsonConverter<Length>
{
    public override Length Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(int.Parse(reader.GetString()!.TrimEnd('m'), CultureInfo.InvariantCulture));

    public override void Write(Utf8JsonWriter writer, Length value, JsonSerializerOptions options)
        => writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.Metres}m"));
}
