using TypedWs.Envelopes;

namespace TypedWs.Tests.Envelopes;

public sealed class MessagePackEnvelopeTests
{
    [Fact]
    public void Read_OneWay_IsTakenApart()
    {
        Envelope envelope = MessagePackEnvelope.Read(new byte[] { 0x93, 0x02, 0xa1, (byte)'a', 0x91, 0x05 });

        Assert.Equal(EnvelopeKind.OneWay, envelope.Kind);
        Assert.True(envelope.Id.IsAbsent);
        Assert.True(envelope.Method.SequenceEqual("a"u8));
        Assert.Equal([0x91, 0x05], envelope.Body.ToArray());
    }

    [Theory]
    [InlineData(new byte[] { 0x00 }, "0")]
    [InlineData(new byte[] { 0xff }, "-1")]
    [InlineData(new byte[] { 0xcf, 0, 0, 0, 0, 0, 0, 0, 7 }, "7")]
    [InlineData(new byte[] { 0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, "18446744073709551615")]
    [InlineData(new byte[] { 0xa1, (byte)'x' }, "x")]
    [InlineData(new byte[] { 0xc0 }, "null")]
    public void Read_RequestId_OfEveryKind(byte[] id, string expected)
    {
        Envelope envelope = MessagePackEnvelope.Read((byte[])[0x94, 0x00, .. id, 0xa1, (byte)'a', 0x90]);

        Assert.Equal(EnvelopeKind.Request, envelope.Kind);
        Assert.Equal(expected, envelope.Id.ToString());
    }

    [Fact]
    public void Read_TrailingMember_IsLeftOut()
    {
        Envelope envelope = MessagePackEnvelope.Read(new byte[] { 0x95, 0x00, 0x01, 0xa1, (byte)'a', 0x91, 0x05, 0x80 });

        Assert.Equal([0x91, 0x05], envelope.Body.ToArray());
    }

    [Theory]
    [InlineData(new byte[0], ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0x93 }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0xc1 }, ErrorCodes.InvalidRequest)]
    [InlineData(new byte[] { 0x93, 2, 0xdb, 0xff, 0xff, 0xff, 0xff }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0x93, 2, 0xdb, 0x7f, 0xff, 0xff, 0xff }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0x94, 0, 0xdb, 0xff, 0xff, 0xff, 0xff }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0x94, 0, 0xdb, 0x7f, 0xff, 0xff, 0xff }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0x05 }, ErrorCodes.InvalidRequest)]
    [InlineData(new byte[] { 0x90 }, ErrorCodes.InvalidRequest)]
    [InlineData(new byte[] { 0x93, 0x07, 0xa0, 0x90 }, ErrorCodes.InvalidRequest)]
    [InlineData(new byte[] { 0x93, 0x02, 0x01, 0x90 }, ErrorCodes.InvalidRequest)]
    [InlineData(new byte[] { 0x93, 0x02, 0xa0, 0x01 }, ErrorCodes.InvalidRequest)]
    [InlineData(new byte[] { 0x93, 0x02, 0xa0 }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0x94, 0x02, 0xa0, 0x90 }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0x94, 0x00, 0x90, 0xa0, 0x90 }, ErrorCodes.InvalidRequest)]
    [InlineData(new byte[] { 0x94, 0x01, 0x01, 0xc0 }, ErrorCodes.ParseError)]
    [InlineData(new byte[] { 0xdd, 0xff, 0xff, 0xff, 0xff }, ErrorCodes.ParseError)]
    public void Read_NoEnvelope_IsInvalid(byte[] message, int code)
    {
        Envelope envelope = MessagePackEnvelope.Read(message);

        Assert.Equal(EnvelopeKind.Invalid, envelope.Kind);
        Assert.Equal(code, envelope.ErrorCode);
        Assert.False(envelope.Id.IsAbsent);
    }

    [Theory]
    [InlineData(new byte[] { 0x93, 0x01, 0x01, 0xc0 })]
    [InlineData(new byte[] { 0x94, 0x01, 0x90, 0xc0, 0xc0 })]
    [InlineData(new byte[] { 0x94, 0x01, 0x01, 0x93, 0x01 })]
    public void Read_MalformedReply_IsNeverAnswered(byte[] message)
        => Assert.Equal(EnvelopeKind.MalformedReply, MessagePackEnvelope.Read(message).Kind);
}
