using System.Buffers;
using MessagePack;
using TypedWs.CompilerServices;
using TypedWs.Streams;

namespace TypedWs.Envelopes;

/// <content>Streams: their openings and batches, and what asks for these.</content>
internal static partial class EnvelopeWriter
{
    /// <summary>Writes a value without an envelope.</summary>
    public static void WriteValue<T>(IBufferWriter<byte> output, WireFormat format, ValueCodec<T> codec, T value)
    {
        if (format == WireFormat.Json)
            WriteJson(output, codec, value);
        else
            WriteMessagePack(output, codec, value);
    }

    /// <summary>Writes the reply that opens a stream: <c>{"token":7,"values":[…]}</c>, or <c>[7, […]]</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">The request's format.</param>
    /// <param name="id">The request's id.</param>
    /// <param name="token">What to ask for more with, or null where there is no more.</param>
    /// <param name="batch">The first items, perhaps none.</param>
    public static void WriteOpening(IBufferWriter<byte> output, WireFormat format, RequestId id, long? token, in EncodedBatch batch)
    {
        if (format == WireFormat.Json)
        {
            output.Write(IdStart);
            WriteJsonId(output, id);
            output.Write(",\"result\":{"u8);
            if (token is { } number)
            {
                output.Write("\"token\":"u8);
                WriteNumber(output, number);
            }

            if (batch.Count > 0)
            {
                output.Write(token is null ? "\"values\":["u8 : ",\"values\":["u8);
                output.Write(batch.Written);
                output.Write("]"u8);
            }

            output.Write("}}"u8);
        }
        else
        {
            WriteMessagePackResult(output, id);
            if (token is { } number)
                WriteInteger(output, number);
            else
                output.Write((ReadOnlySpan<byte>)[MessagePackCode.Nil]);
            WriteItems(output, in batch);
        }
    }

    /// <summary>Writes the reply to <c>$/enumerator/next</c>: <c>{"values":[…],"finished":false}</c>, or <c>[[…], false]</c>.</summary>
    public static void WriteBatch(IBufferWriter<byte> output, WireFormat format, RequestId id, in EncodedBatch batch, bool isFinished)
    {
        if (format == WireFormat.Json)
        {
            output.Write(IdStart);
            WriteJsonId(output, id);
            output.Write(",\"result\":{\"values\":["u8);
            output.Write(batch.Written);
            output.Write(isFinished ? "],\"finished\":true}}"u8 : "],\"finished\":false}}"u8);
        }
        else
        {
            WriteMessagePackResult(output, id);
            WriteItems(output, in batch);
            output.Write((ReadOnlySpan<byte>)[isFinished ? MessagePackCode.True : MessagePackCode.False]);
        }
    }

    /// <summary>Writes <c>$/enumerator/next</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">The token's format.</param>
    /// <param name="id">The request's id.</param>
    /// <param name="token">The token, as it was received.</param>
    public static void WriteNext(IBufferWriter<byte> output, WireFormat format, uint id, ReadOnlySpan<byte> token)
    {
        if (format == WireFormat.Json)
        {
            output.Write(IdStart);
            WriteNumber(output, id);
            output.Write(",\"method\":\"$/enumerator/next\",\"params\":{\"token\":"u8);
            output.Write(token);
            output.Write("}}"u8);
        }
        else
        {
            output.Write((ReadOnlySpan<byte>)[0x94, 0x00]);
            WriteInteger(output, id);
            WriteTokenCall(output, "$/enumerator/next"u8, token);
        }
    }

    /// <summary>Writes <c>$/enumerator/abort</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">The token's format.</param>
    /// <param name="token">The token, as it was received.</param>
    public static void WriteAbort(IBufferWriter<byte> output, WireFormat format, ReadOnlySpan<byte> token)
    {
        if (format == WireFormat.Json)
        {
            output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/enumerator/abort\",\"params\":{\"token\":"u8);
            output.Write(token);
            output.Write("}}"u8);
        }
        else
        {
            output.Write((ReadOnlySpan<byte>)[0x93, 0x02]);
            WriteTokenCall(output, "$/enumerator/abort"u8, token);
        }
    }

    private static void WriteMessagePackResult(IBufferWriter<byte> output, RequestId id)
    {
        output.Write((ReadOnlySpan<byte>)[0x94, 0x01]);
        WriteMessagePackId(output, id);
        output.Write((ReadOnlySpan<byte>)[MessagePackCode.Nil, 0x92]);
    }

    private static void WriteItems(IBufferWriter<byte> output, in EncodedBatch batch)
    {
        var writer = new MessagePackValueWriter(output);
        writer.WriteArrayHeader(batch.Count);
        writer.Flush();
        output.Write(batch.Written);
    }

    private static void WriteTokenCall(IBufferWriter<byte> output, ReadOnlySpan<byte> method, ReadOnlySpan<byte> token)
    {
        output.Write((ReadOnlySpan<byte>)[(byte)(MessagePackCode.MinFixStr + method.Length)]);
        output.Write(method);
        output.Write((ReadOnlySpan<byte>)[0x91]);
        output.Write(token);
    }

    private static void WriteInteger(IBufferWriter<byte> output, long number)
    {
        var writer = new MessagePackValueWriter(output);
        writer.WriteInt64(number);
        writer.Flush();
    }
}
