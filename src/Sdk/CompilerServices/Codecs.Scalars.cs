using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Memory{T}"/> of bytes.</summary>
    public static ValueCodec<Memory<byte>> WritableMemory { get; } = new MemoryCodec();

    /// <summary>The codec of <see cref="System.ArraySegment{T}"/> of bytes.</summary>
    public static ValueCodec<ArraySegment<byte>> BinarySegment { get; } = new ArraySegmentCodec();

    /// <summary>The codec of <see cref="System.Half"/>.</summary>
    public static ValueCodec<Half> Half { get; } = new HalfCodec();

    /// <summary>The codec of <see cref="System.Int128"/>.</summary>
    public static ValueCodec<Int128> Int128 { get; } = new Int128Codec();

    /// <summary>The codec of <see cref="System.UInt128"/>.</summary>
    public static ValueCodec<UInt128> UInt128 { get; } = new UInt128Codec();

    /// <summary>The codec of <see cref="System.Numerics.BigInteger"/> of up to 1,024 bytes.</summary>
    public static ValueCodec<BigInteger> BigInteger { get; } = new BigIntegerCodec();

    /// <summary>The codec of <see cref="System.Version"/>.</summary>
    public static ValueCodec<Version> Version { get; } = new VersionCodec();

    /// <summary>The codec of <see cref="System.Text.Rune"/>.</summary>
    public static ValueCodec<Rune> Rune { get; } = new RuneCodec();

    /// <summary>The codec of <see cref="System.Text.Json.JsonElement"/>.</summary>
    public static ValueCodec<JsonElement> JsonElement { get; } = new JsonElementCodec();

    /// <summary>The codec of <see cref="System.Text.Json.JsonDocument"/>; who reads it disposes of it.</summary>
    public static ValueCodec<JsonDocument> JsonDocument { get; } = new JsonDocumentCodec();

    /// <summary>The codec of <see cref="System.Text.Json.Nodes.JsonNode"/>.</summary>
    public static ValueCodec<JsonNode> JsonNode { get; } = new JsonNodeCodec<JsonNode>("a JSON value");

    /// <summary>The codec of <see cref="System.Text.Json.Nodes.JsonObject"/>.</summary>
    public static ValueCodec<JsonObject> JsonObject { get; } = new JsonNodeCodec<JsonObject>("a JSON object");

    /// <summary>The codec of <see cref="System.Text.Json.Nodes.JsonArray"/>.</summary>
    public static ValueCodec<JsonArray> JsonArray { get; } = new JsonNodeCodec<JsonArray>("a JSON array");

    /// <summary>The codec of <see cref="System.Text.Json.Nodes.JsonValue"/>.</summary>
    public static ValueCodec<JsonValue> JsonValue { get; } = new JsonNodeCodec<JsonValue>("a JSON string, number or boolean");
}
