using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace LoadTest.Contenders.ByHand;

/// <summary>System.Text.Json with source generation; a writer is kept per thread, which is what its documentation recommends.</summary>
internal sealed class JsonEnvelopes : IEnvelopeFormat
{
    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    public WebSocketMessageType MessageType => WebSocketMessageType.Text;

    public void Write(IBufferWriter<byte> output, Envelope envelope)
    {
        Utf8JsonWriter writer = s_writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        writer.Reset(output);
        JsonSerializer.Serialize(writer, envelope, EnvelopeJson.Default.Envelope);
    }

    public Envelope Read(ReadOnlyMemory<byte> message)
        => JsonSerializer.Deserialize(message.Span, EnvelopeJson.Default.Envelope) ?? throw new InvalidDataException("The message is null.");
}
