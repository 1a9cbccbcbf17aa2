using System.Buffers;
using System.Text;
using System.Text.Json;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Streams;

/// <summary>
/// Writes and reads the params of a request that takes a stream along: those of the message, and the stream as one more member, <c>"stream":{"token":7}</c>; by
/// position the last one, whatever the other side's version of the message has before it.
/// </summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TItem">The stream's items.</typeparam>
/// <param name="codec">Writes and reads the request.</param>
/// <param name="itemCodec">Reads the items.</param>
/// <param name="member">The name of the stream's member.</param>
internal sealed class AcceptingCodec<T, TItem>(ValueCodec<T> codec, ValueCodec<TItem> itemCodec, string member) : ValueCodec<Accepting<T, TItem>>
{
    private readonly MemberTable _members = new(new Member(member, isRequired: true));
    private readonly byte[] _jsonMember = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(member)}\":{{\"token\":");

    public override void WriteJson(ref JsonValueWriter writer, Accepting<T, TItem> value)
    {
        EncodedBatch message = Encode(WireFormat.Json, value.Message);
        if (message.Written[0] != '{')
            throw new NotSupportedException($"{typeof(T).Name} takes a stream along as a member of its JSON object, but its converter writes no object. Let it write one.");
        var json = new ArrayBufferWriter<byte>(message.Length + _jsonMember.Length + 32);
        json.Write(message.Written[..^1]);
        if (message.Length > "{}".Length)
            json.Write(","u8);
        json.Write(_jsonMember);
        Span<byte> digits = json.GetSpan(20);
        value.Token.TryFormat(digits, out int length, provider: System.Globalization.CultureInfo.InvariantCulture);
        json.Advance(length);
        json.Write("}}"u8);
        writer.WriteRaw(json.WrittenSpan);
        message.Release();
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Accepting<T, TItem> value)
    {
        EncodedBatch message = Encode(WireFormat.MessagePack, value.Message);
        var reader = new MessagePackReader(message.Bytes.AsMemory(0, message.Length));
        bool isMap = reader.NextMessagePackType == MessagePackType.Map;
        if (isMap)
            writer.WriteMapHeader(reader.ReadMapHeader() + 1);
        else
            writer.WriteArrayHeader(reader.ReadArrayHeader() + 1);
        writer.WriteRaw(message.Written[(int)reader.Consumed..]);
        if (isMap)
            writer.WriteString(member);
        writer.WriteArrayHeader(2);
        writer.WriteInt64(value.Token);
        writer.WriteArrayHeader(0);
        message.Release();
    }

    public override Accepting<T, TItem> ReadJson(ref JsonValueReader reader)
    {
        ReadOnlySpan<byte> json = reader.ReadRaw();
        ReadOnlySpan<byte> message = json;
        ReadOnlySpan<byte> stream = json;
        if (json[0] == '[')
            Split(json, out message, out stream);
        else if (json[0] == '{')
            message = WithoutStream(json);

        var messageReader = new JsonValueReader(message);
        T read = codec.ReadJson(ref messageReader);
        var opening = new StreamAnswerCodec<TItem>(itemCodec);
        StreamAnswer answer = default;
        var streamReader = new JsonValueReader(stream);
        ObjectCursor members = streamReader.ReadObject(_members);
        while (streamReader.MoveNext(ref members))
            answer = opening.ReadJson(ref streamReader);
        return new Accepting<T, TItem>(read, 0, opening, answer.Token, WireFormat.Json);
    }

    public override Accepting<T, TItem> ReadMessagePack(ref MessagePackValueReader reader)
    {
        ReadOnlyMemory<byte> messagePack = reader.ReadRaw();
        ReadOnlyMemory<byte> message = messagePack;
        ReadOnlyMemory<byte> stream = messagePack;
        if (new MessagePackReader(messagePack).NextMessagePackType == MessagePackType.Array)
            Split(messagePack, out message, out stream);

        var messageReader = new MessagePackValueReader(message);
        T read = codec.ReadMessagePack(ref messageReader);
        var opening = new StreamAnswerCodec<TItem>(itemCodec);
        StreamAnswer answer = default;
        var streamReader = new MessagePackValueReader(stream);
        ObjectCursor members = streamReader.ReadObject(_members);
        while (streamReader.MoveNext(ref members))
            answer = opening.ReadMessagePack(ref streamReader);
        return new Accepting<T, TItem>(read, 0, opening, answer.Token, WireFormat.MessagePack);
    }

    /// <summary>Takes the stream's member out: a message that keeps members which it does not know would keep it, too.</summary>
    private ReadOnlySpan<byte> WithoutStream(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonValueReader.DefaultMaxDepth + 1 });
        reader.Read();
        int end = 1; // Of the member before.
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isStream = reader.ValueTextEquals(member);
            reader.Skip();
            int start = end;
            end = (int)reader.BytesConsumed;
            if (!isStream)
                continue;

            // With the comma before it; the first one, which has none, with that behind.
            if (start == 1 && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                end = (int)reader.TokenStartIndex;
            return (byte[])[.. json[..start], .. json[end..]];
        }

        return json;
    }

    /// <summary>Makes an array of all elements but the last, and one of the last.</summary>
    private static void Split(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> message, out ReadOnlySpan<byte> stream)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonValueReader.DefaultMaxDepth + 1 });
        reader.Read();
        int messageEnd = 1, end = 1, start = 1;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            messageEnd = end;
            start = (int)reader.TokenStartIndex;
            reader.Skip();
            end = (int)reader.BytesConsumed;
        }

        message = (byte[])[.. json[..messageEnd], (byte)']'];
        stream = (byte[])[(byte)'[', .. json[start..end], (byte)']'];
    }

    private static void Split(ReadOnlyMemory<byte> messagePack, out ReadOnlyMemory<byte> message, out ReadOnlyMemory<byte> stream)
    {
        var header = new MessagePackReader(messagePack);
        int count = header.ReadArrayHeader();
        ReadOnlyMemory<byte> elements = messagePack[(int)header.Consumed..];
        var reader = new MessagePackValueReader(elements);
        int end = 0;
        for (int i = 1; i < count; i++)
            end += reader.ReadRaw().Length;

        message = ToArray(Math.Max(0, count - 1), elements.Span[..end]);
        stream = ToArray(Math.Min(count, 1), elements.Span[end..]);
    }

    private static ReadOnlyMemory<byte> ToArray(int count, ReadOnlySpan<byte> elements)
    {
        var output = new ArrayBufferWriter<byte>(elements.Length + 5);
        var writer = new MessagePackValueWriter(output);
        writer.WriteArrayHeader(count);
        writer.Flush();
        output.Write(elements);
        return output.WrittenMemory;
    }

    private EncodedBatch Encode(WireFormat format, T message)
    {
        var encoded = new EncodedItems(format, ArrayPool<byte>.Shared);
        encoded.Add(codec, message);
        return encoded.Take();
    }
}
