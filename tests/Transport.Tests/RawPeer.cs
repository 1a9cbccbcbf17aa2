using System.Buffers.Binary;

namespace TypedWs.Transport.Tests;

/// <summary>The other end of a connection under test, at the level of frames; unmasks what it reads.</summary>
internal sealed class RawPeer(Stream stream)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Stream Stream => stream;

    public ValueTask SendAsync(byte[] bytes) => stream.WriteAsync(bytes, Token);

    /// <summary>Reads one frame; null at the end of the stream.</summary>
    public async Task<Frame?> ReadAsync()
    {
        byte[] head = new byte[2];
        int first = await stream.ReadAsync(head.AsMemory(0, 1), Token);
        if (first == 0)
            return null;
        await stream.ReadExactlyAsync(head.AsMemory(1, 1), Token);
        int length = head[1] & 0x7F;
        if (length >= 126)
        {
            byte[] longer = new byte[length == 126 ? 2 : 8];
            await stream.ReadExactlyAsync(longer, Token);
            length = length == 126 ? BinaryPrimitives.ReadUInt16BigEndian(longer) : (int)BinaryPrimitives.ReadInt64BigEndian(longer);
        }

        bool masked = (head[1] & 0x80) != 0;
        byte[] key = new byte[4];
        if (masked)
            await stream.ReadExactlyAsync(key, Token);
        byte[] payload = new byte[length];
        await stream.ReadExactlyAsync(payload, Token);
        for (int i = 0; i < length; i++)
            payload[i] ^= key[i % 4];
        return new Frame(head[0], masked, payload, key);
    }

    /// <summary>Reads one message of any number of frames.</summary>
    public async Task<byte[]> ExpectMessageAsync(byte opcode)
    {
        Frame frame = await ExpectAsync(opcode);
        var payload = new List<byte>(frame.Payload);
        while (!frame.IsFinal)
        {
            frame = await ExpectAsync(0);
            payload.AddRange(frame.Payload);
        }

        return [.. payload];
    }

    public async Task<Frame> ExpectAsync(byte opcode)
    {
        Frame? frame = await ReadAsync();
        Assert.NotNull(frame);
        Assert.Equal(opcode, frame.Opcode);
        return frame;
    }

    public async Task<Frame> ExpectCloseAsync(ushort code)
    {
        Frame frame = await ExpectAsync(8);
        Assert.Equal(code, frame.CloseCode);
        return frame;
    }

    internal sealed record Frame(byte First, bool Masked, byte[] Payload, byte[] Key)
    {
        public byte Opcode => (byte)(First & 0x0F);

        public bool IsFinal => (First & 0x80) != 0;

        public string Text => System.Text.Encoding.UTF8.GetString(Payload);

        public ushort CloseCode => BinaryPrimitives.ReadUInt16BigEndian(Payload);

        public string CloseReason => System.Text.Encoding.UTF8.GetString(Payload.AsSpan(2));
    }
}
