using System.Buffers;
using System.Text;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Tests.Codecs;

/// <summary>Runs a codec on whole payloads.</summary>
internal static class Wire
{
    internal static byte[] ToJson<T>(ValueCodec<T> codec, T value)
    {
        ArrayBufferWriter<byte> output = new();
        JsonValueWriter writer = new(output);
        codec.WriteJson(ref writer, value);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    internal static string ToJsonText<T>(ValueCodec<T> codec, T value) => Encoding.UTF8.GetString(ToJson(codec, value));

    internal static T FromJson<T>(ValueCodec<T> codec, ReadOnlySpan<byte> json)
    {
        JsonValueReader reader = new(json);
        T value = codec.ReadJson(ref reader);
        reader.EnsureEnd();
        return value;
    }

    internal static T FromJson<T>(ValueCodec<T> codec, string json) => FromJson(codec, Encoding.UTF8.GetBytes(json));

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
        T value = codec.ReadMessagePack(ref reader);
        reader.EnsureEnd();
        return value;
    }

    /// <summary>MessagePack in the notation of JSON, for tests that need a shape of their own.</summary>
    internal static byte[] Pack(string json) => MessagePackSerializer.ConvertFromJson(json, cancellationToken: TestContext.Current.CancellationToken);

    internal static PayloadException JsonError<T>(ValueCodec<T> codec, string json) => Assert.Throws<PayloadException>(() => FromJson(codec, json));

    internal static PayloadException MessagePackError<T>(ValueCodec<T> codec, byte[] messagePack)
        => Assert.Throws<PayloadException>(() => FromMessagePack(codec, messagePack));
}
