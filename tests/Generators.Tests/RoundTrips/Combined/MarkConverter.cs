using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedWs.Generators.Tests.RoundTrips.Combined;

/// <summary>A dot is a number, a line is a string.</summary>
public sealed class MarkConverter : JsonConverter<IMark>
{
    public override IMark Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Number ? new Dot(reader.GetInt32()) : new Line(int.Parse(reader.GetString()!, CultureInfo.InvariantCulture));

    public override void Write(Utf8JsonWriter writer, IMark value, JsonSerializerOptions options)
    {
        if (value is Dot dot)
        {
            writer.WriteNumberValue(dot.X);
        }
        else
        {
            writer.WriteStringValue(((Line)value).Length.ToString(CultureInfo.InvariantCulture));
        }
    }
}
