using System.Text.Json;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>The error member of a reply (JSON-RPC 2.0, section 5.1).</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Data">More about it, written in the reply's format; empty for none.</param>
internal readonly record struct ErrorBody(int Code, string Message, ReadOnlyMemory<byte> Data = default)
{
    /// <summary>Reads the error that a reply carries. Peers write errors in many shapes: whatever cannot be understood becomes an internal error.</summary>
    public static RemoteException Read(in Envelope envelope)
    {
        try
        {
            return envelope.Format == WireFormat.Json ? ReadJson(envelope.Body) : ReadMessagePack(envelope.Body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or MessagePackSerializationException or EndOfStreamException or OverflowException or PayloadException)
        {
            return new RemoteException(ErrorCodes.InternalError, "The other side answered with an error that cannot be read.");
        }
    }

    private static RemoteException ReadJson(ReadOnlyMemory<byte> body)
    {
        int code = ErrorCodes.InternalError;
        string message = "";
        ReadOnlyMemory<byte> data = default;
        var reader = new Utf8JsonReader(body.Span);
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return new RemoteException(code, reader.GetString()!);

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                code = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : code;
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                message = reader.TokenType == JsonTokenType.String ? reader.GetString()! : message;
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = body[start..(int)reader.BytesConsumed].ToArray();
                continue;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return new RemoteException(code, message) { RawData = data, DataFormat = WireFormat.Json };
    }

    private static RemoteException ReadMessagePack(ReadOnlyMemory<byte> body)
    {
        var reader = new MessagePackReader(body);
        if (reader.NextMessagePackType == MessagePackType.String)
            return new RemoteException(ErrorCodes.InternalError, reader.ReadString() ?? "");

        int count = reader.ReadArrayHeader();
        int code = count > 0 ? reader.ReadInt32() : ErrorCodes.InternalError;
        string message = count > 1 ? reader.ReadString() ?? "" : "";
        ReadOnlyMemory<byte> data = default;
        if (count > 2 && !reader.TryReadNil())
        {
            data = new MessagePackValueReader(body[(int)reader.Consumed..]).ReadRaw().ToArray();
        }

        return new RemoteException(code, message) { RawData = data, DataFormat = WireFormat.MessagePack };
    }
}
