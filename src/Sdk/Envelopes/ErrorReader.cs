using System.Text;
using System.Text.Json;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>
/// Reads the error that a reply carries. Peers write errors in many shapes: as a map or an array of code, message and data, as a text, as a number. What has neither
/// code nor message is kept as data, so that nobody has to guess what came. Never throws. Stateless.
/// </summary>
internal static class ErrorReader
{
    public static RemoteException Read(in Envelope envelope)
    {
        try
        {
            return envelope.Format == WireFormat.Json ? ReadJson(envelope.Body) : ReadMessagePack(envelope.Body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or MessagePackSerializationException or EndOfStreamException or OverflowException or PayloadException)
        {
            return new RemoteException(ErrorCodes.InternalError, "The other side answered with an error that cannot be read.") { RawData = envelope.Body.ToArray(), DataFormat = envelope.Format };
        }
    }

    private static RemoteException ReadJson(ReadOnlyMemory<byte> body)
    {
        // How deep it nests was looked at when the envelope was read.
        using JsonDocument document = JsonDocument.Parse(body, MessagePackToJson.AnyDepth);
        JsonElement error = document.RootElement;
        JsonElement code = default, message = default, data = default;
        switch (error.ValueKind)
        {
            case JsonValueKind.Object:
                error.TryGetProperty("code"u8, out code);
                error.TryGetProperty("message"u8, out message);
                error.TryGetProperty("data"u8, out data);
                break;
            case JsonValueKind.Array:
                JsonElement[] parts = [.. error.EnumerateArray().Take(3)];
                (code, message, data) = (parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
                break;
            case JsonValueKind.String:
                message = error;
                break;
            default:
                code = error;
                break;
        }

        return Create(
            code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out int number) ? number : null,
            message.ValueKind == JsonValueKind.String ? message.GetString() : null,
            data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? default : Encoding.UTF8.GetBytes(data.GetRawText()),
            body,
            WireFormat.Json);
    }

    private static RemoteException ReadMessagePack(ReadOnlyMemory<byte> body)
    {
        var reader = new MessagePackReader(body);
        ReadOnlyMemory<byte> code = default, message = default, data = default;
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Map:
                for (int left = reader.ReadMapHeader(); left > 0; left--)
                {
                    string? name = ReadString(ReadRaw(ref reader));
                    ReadOnlyMemory<byte> value = ReadRaw(ref reader);
                    if (name == "code")
                        code = value;
                    else if (name == "message")
                        message = value;
                    else if (name == "data")
                        data = value;
                }

                break;
            case MessagePackType.Array:
                int count = reader.ReadArrayHeader();
                code = count > 0 ? ReadRaw(ref reader) : default;
                message = count > 1 ? ReadRaw(ref reader) : default;
                data = count > 2 ? ReadRaw(ref reader) : default;
                break;
            case MessagePackType.String:
                message = body;
                break;
            default:
                code = body;
                break;
        }

        bool hasData = !data.IsEmpty && data.Span[0] != MessagePackCode.Nil;
        return Create(ReadInt32(code), ReadString(message), hasData ? data.ToArray() : default, body, WireFormat.MessagePack);
    }

    private static RemoteException Create(int? code, string? message, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> body, WireFormat format)
        => code is null && message is null
            ? new RemoteException(ErrorCodes.InternalError, "The other side answered with an error that has neither code nor message; its data is all that came.") { RawData = body.ToArray(), DataFormat = format }
            : new RemoteException(code ?? ErrorCodes.InternalError, message ?? $"The other side answered with the error {code} and no message.") { RawData = data, DataFormat = format };

    private static ReadOnlyMemory<byte> ReadRaw(ref MessagePackReader reader)
    {
        System.Buffers.ReadOnlySequence<byte> raw = reader.ReadRaw();
        return raw.First;
    }

    private static string? ReadString(ReadOnlyMemory<byte> value)
    {
        var reader = new MessagePackReader(value);
        return !value.IsEmpty && reader.NextMessagePackType == MessagePackType.String ? reader.ReadString() : null;
    }

    private static int? ReadInt32(ReadOnlyMemory<byte> value)
    {
        var reader = new MessagePackValueReader(value);
        return !value.IsEmpty && reader.IsIntegerNext() && reader.ReadAnyInteger() is var number && number >= int.MinValue && number <= int.MaxValue ? (int)number : null;
    }
}
