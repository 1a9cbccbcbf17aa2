using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>Writes envelopes in their canonical form, byte for byte as the wire protocol states it. Stateless.</summary>
internal static partial class EnvelopeWriter
{
    private static ReadOnlySpan<byte> IdStart => "{\"jsonrpc\":\"2.0\",\"id\":"u8;

    /// <summary>Writes a one-way message.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">The format.</param>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="trace">What it is sent in, to be told to the receiver; null for nothing.</param>
    public static void WriteOneWay<T>(IBufferWriter<byte> output, WireFormat format, OneWayMethod<T> method, T message, Activity? trace)
    {
        if (format == WireFormat.Json)
        {
            output.Write(method.Encoded.JsonOneWay);
            WriteJsonParams(output, method.Codec, message);
            WriteJsonEnd(output, trace);
        }
        else
        {
            output.Write(trace is null ? (ReadOnlySpan<byte>)[0x93, 0x02] : [0x94, 0x02]);
            output.Write(method.Encoded.MessagePack);
            WriteMessagePack(output, method.Codec, message);
            WriteTrailer(output, trace);
        }
    }

    /// <summary>Writes a request.</summary>
    /// <inheritdoc cref="WriteOneWay{T}(IBufferWriter{byte}, WireFormat, OneWayMethod{T}, T, Activity)"/>
    public static void WriteRequest<T, TReply>(IBufferWriter<byte> output, WireFormat format, uint id, RequestMethod<T, TReply> method, T message, Activity? trace)
    {
        if (format == WireFormat.Json)
        {
            output.Write(IdStart);
            WriteNumber(output, id);
            output.Write(method.Encoded.JsonRequest);
            WriteJsonParams(output, method.Codec, message);
            WriteJsonEnd(output, trace);
        }
        else
        {
            output.Write(trace is null ? (ReadOnlySpan<byte>)[0x94, 0x00] : [0x95, 0x00]);
            var writer = new MessagePackValueWriter(output);
            writer.WriteUInt32(id);
            writer.Flush();
            output.Write(method.Encoded.MessagePack);
            WriteMessagePack(output, method.Codec, message);
            WriteTrailer(output, trace);
        }
    }

    public static void WriteCancel(IBufferWriter<byte> output, WireFormat format, uint id)
    {
        if (format == WireFormat.Json)
        {
            output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":"u8);
            WriteNumber(output, id);
            output.Write("}}"u8);
        }
        else
        {
            output.Write((ReadOnlySpan<byte>)[0x93, 0x02]);
            var writer = new MessagePackValueWriter(output);
            writer.WriteString("$/cancelRequest");
            writer.WriteArrayHeader(1);
            writer.WriteUInt32(id);
            writer.Flush();
        }
    }

    private static void WriteJsonParams<T>(IBufferWriter<byte> output, ValueCodec<T> codec, T message)
    {
        if (!codec.IsEmpty)
        {
            output.Write(",\"params\":"u8);
            WriteJson(output, codec, message);
        }
    }

    private static void WriteJson<T>(IBufferWriter<byte> output, ValueCodec<T> codec, T value)
    {
        var writer = new JsonValueWriter(output);
        codec.WriteJson(ref writer, value);
        writer.Flush();
    }

    private static void WriteMessagePack<T>(IBufferWriter<byte> output, ValueCodec<T> codec, T value)
    {
        var writer = new MessagePackValueWriter(output);
        codec.WriteMessagePack(ref writer, value);
        writer.Flush();
    }

    private static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        Span<byte> digits = output.GetSpan(20);
        Utf8Formatter.TryFormat(number, digits, out int length);
        output.Advance(length);
    }
}
