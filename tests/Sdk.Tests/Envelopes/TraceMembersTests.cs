using System.Diagnostics;
using System.Text;
using TypedWs.Envelopes;

namespace TypedWs.Tests.Envelopes;

/// <summary>Where a trace context may stand, and what is taken for one.</summary>
public sealed class TraceMembersTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"a","traceparent":"P","tracestate":"a=1"}""", "a=1")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"a","traceparent":"P"}""", null)]
    public void TryRead_CanonicalWithoutParams_HasTheContext(string json, string? state)
    {
        Assert.True(CanonicalJson.TryRead(Bytes(json), out Envelope envelope));
        Assert.False(envelope.IsSpeculative);
        AssertContext(envelope.Trace, state);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(""","traceparent":"P" """, true)]
    [InlineData(""","traceparent":"P","tracestate":"a=1" """, true)]
    public void TryRead_CanonicalWithParams_KnowsTheContextWithTheBody(string members, bool isTraced)
    {
        byte[] json = Bytes($$"""{"jsonrpc":"2.0","method":"a","params":"x"{{members.Trim()}}}""");
        Assert.True(CanonicalJson.TryRead(json, out Envelope envelope));

        Assert.True(envelope.TryRead(TypedWs.CompilerServices.Codecs.String, out string text, out TraceMembers trace));

        Assert.Equal("x", text);
        Assert.Equal(isTraced, trace.TryParse(out _));
    }

    /// <summary>What is not exactly what this library writes is left to the general reader, before anything is dispatched.</summary>
    [Theory]
    [InlineData(""","tracestate":"a=1","traceparent":"P"}""")]
    [InlineData(""","tracestate":"a=1"}""")]
    [InlineData(""","traceparent":"P","traceparent":"P"}""")]
    [InlineData(""","traceparent":"\u0030"}""")]
    [InlineData(""","traceparent":7}""")]
    [InlineData(""","traceparent":"P","id":1}""")]
    [InlineData(""","traceparent":"P","tracestate":"a=1","id":1}""")]
    [InlineData(""","traceparent":"P"} """)]
    [InlineData(""","traceparent":"P" }""")]
    [InlineData(""","traceparent":"P"}}""")]
    [InlineData(""","traceparent":"P""")]
    [InlineData(""","traceparent":"P"},""")]
    public void TryReadEnd_AnythingElse_IsLeftToTheGeneralReader(string end)
        => Assert.False(CanonicalJson.TryReadEnd(Bytes(end), out _));

    [Theory]
    [InlineData("""{"tracestate":"a=1","jsonrpc":"2.0","traceparent":"P","method":"a","params":[]}""", "a=1")]
    [InlineData("""{"traceparent":"x","traceparent":"P","jsonrpc":"2.0","method":"a","tracestate":"b=2","tracestate":"a=1"}""", "a=1")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","traceparent":"\u0030PREST","tracestate":"\u0061=1"}""", "a=1")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","traceparent":"P","tracestate":{"a":[1]}}""", null)]
    [InlineData("""{"jsonrpc":"2.0","method":"a","traceparent":"P","tracestate":"\ud800"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","method":"a","traceparent":"P","tracestate":"a=1\r\nb"}""", null)]
    public void Read_AnyOtherJson_HasTheContext(string json, string? state)
    {
        Envelope envelope = JsonEnvelope.Read(Bytes(json));

        Assert.Equal(EnvelopeKind.OneWay, envelope.Kind);
        AssertContext(envelope.Trace, state);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[{}]")]
    [InlineData("\"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331\"")]
    [InlineData("\"00-00000000000000000000000000000000-b7ad6b7169203331-01\"")]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01\"")]
    [InlineData("\"00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01\"")]
    [InlineData("\"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"")]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b71692033é1-01\"")]
    public void TryParse_MalformedParent_IsNone(string parent)
    {
        Envelope envelope = JsonEnvelope.Read(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"a","traceparent":{{parent}} }"""));

        Assert.Equal(EnvelopeKind.OneWay, envelope.Kind);
        Assert.False(envelope.Trace.TryParse(out _));
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    [InlineData(1_000_000, false)]
    public void TryParse_LongState_IsLeftOutBeyondItsBound(int length, bool isKept)
    {
        string state = "a=" + new string('x', length - 2);

        foreach (string written in (string[])[state, "\\u0061" + state[1..]])
        {
            Envelope envelope = JsonEnvelope.Read(Bytes($$"""{"jsonrpc":"2.0","method":"a","traceparent":"P","tracestate":"{{written}}"}"""));

            AssertContext(envelope.Trace, isKept ? state : null);
        }
    }

    [Fact]
    public void TryParse_LongParent_IsNone()
    {
        Envelope envelope = JsonEnvelope.Read(Bytes($$"""{"jsonrpc":"2.0","method":"a","traceparent":"P{{new string('0', 1_000_000)}}"}"""));

        Assert.False(envelope.Trace.TryParse(out _));
    }

    [Fact]
    public void Read_MessagePackTrailer_HasTheContext()
    {
        byte[] message =
        [
            0x95, 0x00, 0x07, 0xa1, (byte)'a', 0x91, 0x05,
            0x83, 0xab, .. "traceparent"u8, 0xd9, 55, .. Encoding.ASCII.GetBytes(Parent), 0x01, 0x91, 0xc0, 0xaa, .. "tracestate"u8, 0xa3, .. "a=1"u8,
        ];

        Envelope envelope = MessagePackEnvelope.Read(message);

        Assert.Equal(EnvelopeKind.Request, envelope.Kind);
        Assert.Equal([0x91, 0x05], envelope.Body.ToArray());
        AssertContext(envelope.Trace, "a=1");
    }

    [Theory]
    [InlineData(new byte[] { 0xc0 })]
    [InlineData(new byte[] { 0x93, 0x01, 0x02, 0x03 })]
    [InlineData(new byte[] { 0x81, 0xab, 0x74, 0x72, 0x61, 0x63, 0x65, 0x70, 0x61, 0x72, 0x65, 0x6e, 0x74, 0x05 })]
    public void Read_OtherMessagePackTrailer_IsLeftAlone(byte[] trailer)
    {
        Envelope envelope = MessagePackEnvelope.Read((byte[])[0x94, 0x02, 0xa1, (byte)'a', 0x91, 0x05, .. trailer]);

        Assert.Equal(EnvelopeKind.OneWay, envelope.Kind);
        Assert.Equal([0x91, 0x05], envelope.Body.ToArray());
        Assert.False(envelope.Trace.TryParse(out _));
    }

    [Fact]
    public void Read_MessagePackTrailerThatNestsTooDeeply_IsRefused()
    {
        byte[] nested = [.. Enumerable.Repeat((byte)0x91, 100_000), 0xc0];

        Envelope envelope = MessagePackEnvelope.Read((byte[])[0x94, 0x02, 0xa1, (byte)'a', 0x90, 0x81, 0x01, .. nested]);

        Assert.Equal(ErrorCodes.ParseError, envelope.ErrorCode);
    }

    /// <summary>The bytes of a text in which P stands for <see cref="Parent"/>, and PREST for it without its first digit.</summary>
    private static byte[] Bytes(string json)
        => Encoding.UTF8.GetBytes(json.Replace("PREST", Parent[1..], StringComparison.Ordinal).Replace("P", Parent, StringComparison.Ordinal));

    private static void AssertContext(TraceMembers trace, string? state)
    {
        Assert.True(trace.TryParse(out ActivityContext context));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", context.TraceId.ToHexString());
        Assert.Equal("b7ad6b7169203331", context.SpanId.ToHexString());
        Assert.Equal(ActivityTraceFlags.Recorded, context.TraceFlags);
        Assert.Equal(state, context.TraceState);
        Assert.True(context.IsRemote);
    }
}
