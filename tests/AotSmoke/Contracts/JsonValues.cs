using System.Text.Json;
using System.Text.Json.Nodes;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record JsonValues(
    JsonElement Element,
    JsonDocument Document,
    JsonNode? Node,
    JsonObject Object,
    JsonArray Array,
    JsonValue Value) : IReturns<JsonValues>
{
    private const string Text = """{"a":[1,-2.5,"b",true,null,{}],"c":18446744073709551615}""";

    public static JsonValues Sample => new(
        JsonElement.Parse(Text),
        JsonDocument.Parse(Text),
        JsonNode.Parse(Text),
        JsonNode.Parse(Text)!.AsObject(),
        JsonNode.Parse("[1]")!.AsArray(),
        JsonNode.Parse("\"d\"")!.AsValue());
}
