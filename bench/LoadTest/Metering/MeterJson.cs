using System.Text.Json.Serialization;

namespace LoadTest.Metering;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reading))]
[JsonSerializable(typeof(Measurement))]
internal sealed partial class MeterJson : JsonSerializerContext;
