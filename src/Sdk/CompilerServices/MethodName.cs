using System.Buffers;
using System.Text;
using System.Text.Json;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>A method's name with the bytes that every envelope of it begins with, made once. Immutable.</summary>
internal sealed class MethodName
{
    public MethodName(string text)
    {
        Text = text;
        string json = JsonEncodedText.Encode(text).ToString();
        JsonOneWay = Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"method\":\"{json}\"");
        JsonRequest = Encoding.UTF8.GetBytes($",\"method\":\"{json}\"");

        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.Write(text);
        writer.Flush();
        MessagePack = buffer.WrittenSpan.ToArray();
    }

    public string Text { get; }

    /// <summary>The name as a MessagePack string.</summary>
    public byte[] MessagePack { get; }

    /// <summary><c>{"jsonrpc":"2.0","method":"chat.say"</c>, to be followed by the params or the closing brace.</summary>
    public byte[] JsonOneWay { get; }

    /// <summary><c>,"method":"chat.join"</c>, which follows the id.</summary>
    public byte[] JsonRequest { get; }
}
