using TypedWs.Envelopes;

namespace TypedWs.Tests.Envelopes;

public sealed class CanonicalMessagePackTests
{
    public static TheoryData<byte[]> Canonical { get; } = new(
        [0x93, 0x02, 0xa1, (byte)'a', 0x91, 0x05],
        [0x93, 0x02, 0xa1, (byte)'a', 0xc0],
        [0x93, 0x02, 0xd9, 0x21, .. Name(33), 0x81, 0xa1, (byte)'n', 0x05],
        [0x93, 0x02, 0xd9, 0xff, .. Name(255), 0xdc, 0x00, 0x00],
        [0x94, 0x00, 0x00, 0xa1, (byte)'a', 0x90],
        [0x94, 0x00, 0x7f, 0xa1, (byte)'a', 0xde, 0x00, 0x00],
        [0x94, 0x00, 0xcc, 0xff, 0xa1, (byte)'a', 0x80],
        [0x94, 0x00, 0xcd, 0xff, 0xff, 0xa1, (byte)'a', 0x90],
        [0x94, 0x00, 0xce, 0xff, 0xff, 0xff, 0xff, 0xa0, 0x90],
        [0x94, 0x01, 0x07, 0xc0, 0xc0],
        [0x94, 0x01, 0xce, 0x00, 0x01, 0x00, 0x07, 0xc0, 0x92, 0x01, 0x02]);

    public static TheoryData<byte[]> Other { get; } = new(
        [],
        [0x94, 0x02, 0xa1, (byte)'a', 0x90, 0x80],
        [0x95, 0x00, 0x01, 0xa1, (byte)'a', 0x90, 0x80],
        [0xdc, 0x00, 0x03, 0x02, 0xa1, (byte)'a', 0x90],
        [0x93, 0xcc, 0x02, 0xa1, (byte)'a', 0x90],
        [0x93, 0x02, 0xda, 0x00, 0x01, (byte)'a', 0x90],
        [0x94, 0x00, 0xff, 0xa1, (byte)'a', 0x90],
        [0x94, 0x00, 0xa1, (byte)'x', 0xa1, (byte)'a', 0x90],
        [0x94, 0x01, 0x07, 0x93, 0x01, 0xa1, (byte)'x', 0xc0, 0xc0],
        [0x93, 0x02, 0xa1, (byte)'a', 0x05]);

    [Theory]
    [MemberData(nameof(Canonical))]
    public void TryRead_ShortestForm_IsReadAsTheGeneralReaderDoes(byte[] message)
    {
        Assert.True(CanonicalMessagePack.TryRead(message, out Envelope envelope));
        AssertSame(message, in envelope);
    }

    [Theory]
    [MemberData(nameof(Other))]
    public void TryRead_AnyOtherForm_IsLeftToTheGeneralReader(byte[] message) => Assert.False(CanonicalMessagePack.TryRead(message, out _));

    /// <summary>Whatever it takes for an envelope, the general reader takes for the same.</summary>
    [Theory]
    [MemberData(nameof(Canonical))]
    public void TryRead_CutOrWithAnotherByte_NeverSaysWhatTheGeneralReaderDoesNot(byte[] message)
    {
        int taken = 0;
        for (int length = 0; length <= message.Length; length++)
            taken += Check(message[..length]);

        for (int position = 0; position < Math.Min(message.Length, 12); position++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = [.. message];
                changed[position] = (byte)value;
                taken += Check(changed);
            }
        }

        Assert.True(taken > 1, "Nothing was compared.");
    }

    private static int Check(byte[] message)
    {
        if (!CanonicalMessagePack.TryRead(message, out Envelope envelope))
            return 0;

        AssertSame(message, in envelope);
        return 1;
    }

    private static void AssertSame(byte[] message, scoped in Envelope envelope)
    {
        Envelope expected = MessagePackEnvelope.Read(message);
        Assert.Equal(expected.Kind, envelope.Kind);
        Assert.Equal(expected.Format, envelope.Format);
        Assert.Equal(expected.Id, envelope.Id);
        Assert.True(expected.Method.SequenceEqual(envelope.Method), Convert.ToHexString(message));
        Assert.Equal(expected.Body, envelope.Body);
        Assert.Equal(expected.Message, envelope.Message);
        Assert.False(envelope.IsSpeculative);
    }

    private static byte[] Name(int length) => [.. Enumerable.Repeat((byte)'n', length)];
}
