using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace TypedWs.AspNetCore.Tests;

/// <summary>A frame as it came.</summary>
public sealed record RawFrame(int Opcode, byte[] Payload)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    public JsonElement Json => JsonElement.Parse(Payload);

    public int CloseCode => BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public string CloseReason => Encoding.UTF8.GetString(Payload.AsSpan(2));

    /// <summary>The code of a JSON-RPC error.</summary>
    public int ErrorCode => Json.GetProperty("error").GetProperty("code").GetInt32();

    public string ErrorMessage => Json.GetProperty("error").GetProperty("message").GetString()!;
}
