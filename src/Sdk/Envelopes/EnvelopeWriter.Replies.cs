using System.Buffers;
using System.Globalization;
using System.Text;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <content>Results and errors.</content>
internal static partial class EnvelopeWriter
{
    public static void WriteResult<T>(IBufferWriter<byte> output, WireFormat format, RequestId id, ValueCodec<T> codec, T result)
    {
        if (format == WireFormat.Json)
        {
            output.Write(IdStart);
            WriteJsonId(output, id);
            output.Write(",\"result\":"u8);
            WriteJson(output, codec, result);
            output.Write("}"u8);
        }
        else
        {
            output.Write((ReadOnlySpan<byte>)[0x94, 0x01]);
            WriteMessagePackId(output, id);
            output.Write((ReadOnlySpan<byte>)[MessagePackCode.Nil]);
            WriteMessagePack(output, codec, result);
        }
    }

    public static void WriteError(IBufferWriter<byte> output, WireFormat format, RequestId id, in ErrorBody error)
    {
        if (format == WireFormat.Json)
        {
            output.Write(IdStart);
            WriteJsonId(output, id);
            output.Write(",\"error\":{\"code\":"u8);
            WriteNumber(output, error.Code);
            output.Write(",\"message\":"u8);
            WriteJson(output, Codecs.String, error.Message);
            if (!error.Data.IsEmpty)
            {
                output.Write(",\"data\":"u8);
                output.Write(error.Data.Span);
            }

            output.Write("}}"u8);
        }
        else
        {
            output.Write((ReadOnlySpan<byte>)[0x94, 0x01]);
            WriteMessagePackId(output, id);
            var writer = new MessagePackValueWriter(output);
            writer.WriteArrayHeader(3);
            writer.WriteInt32(error.Code);
            writer.WriteString(error.Message);
            writer.Flush();
            output.Write(error.Data.IsEmpty ? (ReadOnlySpan<byte>)[MessagePackCode.Nil] : error.Data.Span);
            output.Write((ReadOnlySpan<byte>)[MessagePackCode.Nil]);
        }
    }

    private static void WriteJsonId(IBufferWriter<byte> output, RequestId id)
    {
        switch (id.Kind)
        {
            case RequestIdKind.Number:
                WriteNumber(output, id.Number);
                break;
            case RequestIdKind.String:
                WriteJson(output, Codecs.String, id.Text);
                break;
            case RequestIdKind.RawNumber:
                Encoding.UTF8.GetBytes(id.Text, output);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteMessagePackId(IBufferWriter<byte> output, RequestId id)
    {
        var writer = new MessagePackValueWriter(output);
        if (id.Kind == RequestIdKind.Number)
            writer.WriteInt64(id.Number);
        else if (id.Kind == RequestIdKind.String)
            writer.WriteString(id.Text);
        else if (id.Kind == RequestIdKind.RawNumber && ulong.TryParse(id.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
            writer.WriteUInt64(number);
        else
            writer.WriteNull();
        writer.Flush();
    }
}
