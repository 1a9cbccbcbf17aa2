using System.Text.Json.Serialization;

namespace Micro.Records;

/// <summary>System.Text.Json's generated code, with its fast path for writing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatLine))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(Tick))]
[JsonSerializable(typeof(Order))]
internal sealed partial class RecordsJson : JsonSerializerContext;
