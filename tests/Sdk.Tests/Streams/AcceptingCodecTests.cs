using System.Buffers;
using System.Text;
using System.Text.Json;
using TypedWs.CompilerServices;
using TypedWs.Streams;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>Messages of uncommon forms that take a stream along.</summary>
public sealed class AcceptingCodecTests
{
    private static readonly AcceptingCodec<Open, Note> Codec = new(new OpenCodec(), new TestMethods.NoteCodec(), "stream");

    [Theory]
    [InlineData("""{"a":1,"stream":{"token":7}}""", "a")]
    [InlineData("""{"stream":{"token":7},"a":1}""", "a")]
    [InlineData("""{ "stream" : { "token" : 7 } , "a" : 1 }""", "a")]
    [InlineData("""{"a":1,"stream":{"token":7},"b":[2]}""", "a,b")]
    [InlineData("""{"stream":{"token":7}}""", "")]
    public void ReadJson_MessageKeepsUnknownMembers_DoesNotKeepTheStream(string json, string kept)
    {
        var reader = new JsonValueReader(Encoding.UTF8.GetBytes(json));

        Open message = Codec.ReadJson(ref reader).Message;

        Assert.Equal(kept, string.Join(',', (message.Unknown ?? []).Keys));
    }

    [Fact]
    public void MessagePack_MessageIsAMap_HasTheStreamUnderItsName()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackValueWriter(output);

        Codec.WriteMessagePack(ref writer, new Accepting<Open, Note>(new Open(null), 7));
        writer.Flush();
        var reader = new MessagePackValueReader(output.WrittenMemory);

        Assert.Equal([0x82, 0xa1, (byte)'k', 0x05, 0xa6, .. "stream"u8, 0x92, 0x07, 0x90], output.WrittenSpan.ToArray());
        Assert.NotNull(Codec.ReadMessagePack(ref reader).Message);
    }

    [Fact]
    public void WriteJson_MessageIsNoObject_SaysSo()
    {
        var codec = new AcceptingCodec<string, Note>(TypedWs.CompilerServices.Codecs.String, new TestMethods.NoteCodec(), "stream");

        NotSupportedException thrown = Assert.Throws<NotSupportedException>(() =>
        {
            var writer = new JsonValueWriter(new ArrayBufferWriter<byte>());
            codec.WriteJson(ref writer, new Accepting<string, Note>("x", 7));
        });

        Assert.Contains("String takes a stream along as a member of its JSON object", thrown.Message, StringComparison.Ordinal);
    }

    internal sealed record Open(Dictionary<string, JsonElement>? Unknown);

    private sealed class OpenCodec : ValueCodec<Open>
    {
        private static readonly MemberTable Members = new();

        public override void WriteJson(ref JsonValueWriter writer, Open value) => throw new NotSupportedException();

        public override void WriteMessagePack(ref MessagePackValueWriter writer, Open value)
        {
            writer.WriteMapHeader(1);
            writer.WriteString("k");
            writer.WriteInt32(5);
        }

        public override Open ReadJson(ref JsonValueReader reader)
        {
            Dictionary<string, JsonElement>? unknown = null;
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members, ref unknown))
            {
            }

            return new Open(unknown);
        }

        public override Open ReadMessagePack(ref MessagePackValueReader reader)
        {
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
            {
            }

            return new Open(null);
        }
    }
}
