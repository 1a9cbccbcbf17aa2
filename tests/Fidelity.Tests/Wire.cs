using System.Buffers;
using TypedWs.CompilerServices;

namespace TypedWs.Fidelity.Tests;

/// <summary>Runs a codec on whole payloads.</summary>
internal static class Wire
{
    internal static byte[] Write<T>(WireFormat format, ValueCodec<T> codec, T value)
    {
        ArrayBufferWriter<byte> output = new();
        if (format == WireFormat.Json)
        {
            JsonValueWriter writer = new(output);
            codec.WriteJson(ref writer, value);
            writer.Flush();
        }
        else
        {
            MessagePackValueWriter writer = new(output);
            codec.WriteMessagePack(ref writer, value);
            writer.Flush();
        }

        return output.WrittenSpan.ToArray();
    }

    internal static T Read<T>(WireFormat format, ValueCodec<T> codec, ReadOnlyMemory<byte> payload)
    {
        if (format == WireFormat.Json)
        {
            JsonValueReader json = new(payload.Span);
            return codec.ReadJson(ref json);
        }

        MessagePackValueReader messagePack = new(payload);
        return codec.ReadMessagePack(ref messagePack);
    }
}
