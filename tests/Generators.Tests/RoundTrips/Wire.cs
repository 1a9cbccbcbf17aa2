using System.Buffers;
using System.Text;
using TypedWs.CompilerServices;

namespace TypedWs.Generators.Tests.RoundTrips;

/// <summary>Runs a generated codec on whole payloads.</summary>
internal static class Wire
{
    internal static string ToJson<T>(ValueCodec<T> codec, T value)
    {
        ArrayBufferWriter<byte> output = new();
        JsonValueWriter writer = new(output);
        codec.WriteJson(ref writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    internal static T FromJson<T>(ValueCodec<T> codec, string json)
    {
        JsonValueReader reader = new(Encoding.UTF8.GetBytes(json));
        return codec.ReadJson(ref reader);
    }

    internal static byte[] ToMessagePack<T>(ValueCodec<T> codec, T value)
    {
        ArrayBufferWriter<byte> output = new();
        MessagePackValueWriter writer = new(output);
        codec.WriteMessagePack(ref writer, value);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    internal static T FromMessagePack<T>(ValueCodec<T> codec, ReadOnlyMemory<byte> messagePack)
    {
        MessagePackValueReader reader = new(messagePack);
        return codec.ReadMessagePack(ref reader);
    }
}
