using System.Buffers;
using TypedWs;
using TypedWs.CompilerServices;

namespace AotSmoke;

/// <summary>Values as they travel, in a form to compare and to print.</summary>
internal static class Encoding
{
    public static string Of<T>(T value, ValueCodec<T> codec, WireFormat format)
    {
        var output = new ArrayBufferWriter<byte>();
        if (format == WireFormat.Json)
        {
            var json = new JsonValueWriter(output);
            codec.WriteJson(ref json, value);
            json.Flush();
            return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
        }

        var messagePack = new MessagePackValueWriter(output);
        codec.WriteMessagePack(ref messagePack, value);
        messagePack.Flush();
        return Convert.ToHexString(output.WrittenSpan);
    }
}
