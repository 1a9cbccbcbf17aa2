using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedWs.CompilerServices;

/// <summary>Any JSON, or one kind of it: as it is in text, its equivalent in MessagePack.</summary>
/// <typeparam name="TNode"><see cref="JsonNode"/>, or one of the kinds.</typeparam>
/// <param name="expected">What the kind is called in errors.</param>
internal sealed class JsonNodeCodec<TNode>(string expected) : ValueCodec<TNode>
    where TNode : JsonNode
{
    public override void WriteJson(ref JsonValueWriter writer, TNode value) => writer.WriteNode(value);

    public override TNode ReadJson(ref JsonValueReader reader)
        => JsonNodes.Of(reader.ReadElement()) as TNode ?? throw reader.Failure($"expected {expected}, was something else");

    public override void WriteMessagePack(ref MessagePackValueWriter writer, TNode value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        // Nodes may hold values of .NET, which only their own writer turns into JSON.
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output))
        {
            value.WriteTo(json);
        }

        using JsonDocument document = JsonDocument.Parse(output.WrittenMemory, MessagePackToJson.AnyDepth);
        JsonToMessagePack.Write(ref writer, document.RootElement);
    }

    public override TNode ReadMessagePack(ref MessagePackValueReader reader)
    {
        Utf8JsonReader json = MessagePackToJson.Read(ref reader);
        JsonElement element = JsonElement.ParseValue(ref json);
        return JsonNodes.Of(element) as TNode ?? throw reader.Failure($"expected {expected}, was something else");
    }
}
