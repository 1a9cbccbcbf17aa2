using System.Buffers;
using System.Diagnostics;
using System.Text;
using TypedWs.Envelopes;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Envelopes;

/// <summary>The canonical output, byte for byte.</summary>
public sealed class EnvelopeWriterTests
{
    [Fact]
    public void WriteOneWay_Json_IsCanonical()
        => Assert.Equal(
            """{"jsonrpc":"2.0","method":"t.note","params":{"text":"hi","number":3}}""",
            Json(output => EnvelopeWriter.WriteOneWay(output, WireFormat.Json, TestMethods.Note, new Note("hi", 3), null)));

    [Fact]
    public void WriteOneWay_JsonWithoutMembers_OmitsParams()
        => Assert.Equal(
            """{"jsonrpc":"2.0","method":"t.tick"}""",
            Json(static output => EnvelopeWriter.WriteOneWay(output, WireFormat.Json, TestMethods.Tick, new Tick(), null)));

    [Fact]
    public void WriteOneWay_MessagePack_IsCanonical()
        => Assert.Equal(
            [0x93, 0x02, 0xa6, .. "t.note"u8, 0x92, 0xa2, .. "hi"u8, 0x03],
            Bytes(static output => EnvelopeWriter.WriteOneWay(output, WireFormat.MessagePack, TestMethods.Note, new Note("hi", 3), null)));

    [Fact]
    public void WriteOneWay_MessagePackWithoutMembers_WritesAnEmptyArray()
        => Assert.Equal(
            [0x93, 0x02, 0xa6, .. "t.tick"u8, 0x90],
            Bytes(static output => EnvelopeWriter.WriteOneWay(output, WireFormat.MessagePack, TestMethods.Tick, new Tick(), null)));

    [Fact]
    public void WriteRequest_Json_IsCanonical()
        => Assert.Equal(
            """{"jsonrpc":"2.0","id":4294967295,"method":"t.ask","params":{"text":"why"}}""",
            Json(static output => EnvelopeWriter.WriteRequest(output, WireFormat.Json, uint.MaxValue, TestMethods.Ask, new Ask("why"), null)));

    [Fact]
    public void WriteRequest_MessagePack_IsCanonical()
        => Assert.Equal(
            [0x94, 0x00, 0x07, 0xa5, .. "t.ask"u8, 0x91, 0xa3, .. "why"u8],
            Bytes(static output => EnvelopeWriter.WriteRequest(output, WireFormat.MessagePack, 7, TestMethods.Ask, new Ask("why"), null)));

    [Theory]
    [InlineData(null, "")]
    [InlineData("a=\"1\"", ""","tracestate":"a=\u00221\u0022" """)]
    public void WriteOneWay_TracedJson_EndsWithTheContext(string? state, string written)
    {
        using Activity trace = StartTrace(state);

        Assert.Equal(
            $$"""{"jsonrpc":"2.0","method":"t.tick","traceparent":"{{trace.Id}}"{{written.TrimEnd()}}}""",
            Json(output => EnvelopeWriter.WriteOneWay(output, WireFormat.Json, TestMethods.Tick, new Tick(), trace)));
    }

    [Fact]
    public void WriteRequest_TracedJson_EndsWithTheContext()
    {
        using Activity trace = StartTrace("a=1");

        Assert.Equal(
            $$"""{"jsonrpc":"2.0","id":7,"method":"t.ask","params":{"text":"why"},"traceparent":"{{trace.Id}}","tracestate":"a=1"}""",
            Json(output => EnvelopeWriter.WriteRequest(output, WireFormat.Json, 7, TestMethods.Ask, new Ask("why"), trace)));
    }

    [Fact]
    public void WriteRequest_TracedMessagePack_HasOneMoreElement()
    {
        using Activity trace = StartTrace("a=1");
        byte[] parent = Encoding.ASCII.GetBytes(trace.Id!);

        Assert.Equal(
            [
                0x95, 0x00, 0x07, 0xa5, .. "t.ask"u8, 0x91, 0xa3, .. "why"u8,
                0x82, 0xab, .. "traceparent"u8, 0xd9, 55, .. parent, 0xaa, .. "tracestate"u8, 0xa3, .. "a=1"u8,
            ],
            Bytes(output => EnvelopeWriter.WriteRequest(output, WireFormat.MessagePack, 7, TestMethods.Ask, new Ask("why"), trace)));
    }

    [Fact]
    public void WriteOneWay_TracedMessagePack_HasOneMoreElement()
    {
        using Activity trace = StartTrace(new string('x', TraceMembers.MaxStateLength + 1)); // Too long to be passed on.
        byte[] parent = Encoding.ASCII.GetBytes(trace.Id!);

        Assert.Equal(
            [0x94, 0x02, 0xa6, .. "t.tick"u8, 0x90, 0x81, 0xab, .. "traceparent"u8, 0xd9, 55, .. parent],
            Bytes(output => EnvelopeWriter.WriteOneWay(output, WireFormat.MessagePack, TestMethods.Tick, new Tick(), trace)));
    }

    [Fact]
    public void WriteResult_Json_IsCanonical()
        => Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"result":{"text":"so"}}""",
            Json(static output => EnvelopeWriter.WriteResult(output, WireFormat.Json, RequestId.FromNumber(7), TestMethods.Ask.ReplyCodec, new Answer("so"))));

    [Fact]
    public void WriteResult_MessagePack_IsCanonical()
        => Assert.Equal(
            [0x94, 0x01, 0x07, 0xc0, 0x91, 0xa2, .. "so"u8],
            Bytes(static output => EnvelopeWriter.WriteResult(output, WireFormat.MessagePack, RequestId.FromNumber(7), TestMethods.Ask.ReplyCodec, new Answer("so"))));

    [Fact]
    public void WriteError_JsonWithoutData_OmitsIt()
        => Assert.Equal(
            """{"jsonrpc":"2.0","id":null,"error":{"code":-32601,"message":"no"}}""",
            Json(static output => EnvelopeWriter.WriteError(output, WireFormat.Json, RequestId.Null, new ErrorBody(-32601, "no"))));

    [Fact]
    public void WriteError_JsonWithData_CopiesIt()
        => Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"error":{"code":5,"message":"no","data":[1]}}""",
            Json(static output => EnvelopeWriter.WriteError(output, WireFormat.Json, RequestId.FromNumber(7), new ErrorBody(5, "no", "[1]"u8.ToArray()))));

    [Fact]
    public void WriteError_MessagePack_IsCanonical()
        => Assert.Equal(
            [0x94, 0x01, 0xc0, 0x93, 0x05, 0xa2, .. "no"u8, 0xc0, 0xc0],
            Bytes(static output => EnvelopeWriter.WriteError(output, WireFormat.MessagePack, RequestId.Null, new ErrorBody(5, "no"))));

    [Fact]
    public void WriteCancel_BothFormats_IsCanonical()
    {
        Assert.Equal(
            """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}""",
            Json(static output => EnvelopeWriter.WriteCancel(output, WireFormat.Json, 7)));
        Assert.Equal(
            [0x93, 0x02, 0xaf, .. "$/cancelRequest"u8, 0x91, 0x07],
            Bytes(static output => EnvelopeWriter.WriteCancel(output, WireFormat.MessagePack, 7)));
    }

    private static Activity StartTrace(string? state)
        => new Activity("test") { TraceStateString = state }.SetIdFormat(ActivityIdFormat.W3C).Start();

    private static string Json(Action<IBufferWriter<byte>> write) => Encoding.UTF8.GetString(Bytes(write));

    private static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
