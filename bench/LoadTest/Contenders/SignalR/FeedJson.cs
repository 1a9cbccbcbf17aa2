using System.Text.Json.Serialization;
using LoadTest.Messages;

namespace LoadTest.Contenders.SignalR;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Line))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(Tick))]
[JsonSerializable(typeof(int))]
internal sealed partial class FeedJson : JsonSerializerContext;
