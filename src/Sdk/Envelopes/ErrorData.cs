using System.Buffers;
using System.Text.Json;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>The data of an error: one value in either format. Stateless.</summary>
internal static class ErrorData
{
    public static byte[] Write<T>(WireFormat format, ValueCodec<T> codec, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        EnvelopeWriter.WriteValue(output, format, codec, value);
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="PayloadException">The data is malformed or has no form in JSON.</exception>
    public static JsonElement ReadJson(ReadOnlyMemory<byte> data, WireFormat format)
    {
        if (format == WireFormat.Json)
        {
            var json = new JsonValueReader(data.Span);
            return Codecs.JsonElement.ReadJson(ref json);
        }

        var messagePack = new MessagePackValueReader(data);
        return Codecs.JsonElement.ReadMessagePack(ref messagePack);
    }

    /// <summary>Converts what an exception holds into the format of a reply.</summary>
    /// <exception cref="PayloadException">The data is malformed or has no form in JSON.</exception>
    public static ReadOnlyMemory<byte> Of(RemoteException exception, WireFormat format)
        => exception.DataFormat == format || exception.RawData.IsEmpty
            ? exception.RawData
            : Write(format, Codecs.JsonElement, ReadJson(exception.RawData, exception.DataFormat));
}
