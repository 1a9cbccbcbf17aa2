using System.Buffers;

namespace TypedWs.Transport;

/// <summary>A message that is encoded and framed once, to be sent on many connections. Immutable; any thread may use it.</summary>
public sealed class WsPreparedMessage
{
    private WsPreparedMessage(WsMessageType type, byte[] frames, ReadOnlyMemory<byte> payload)
    {
        Type = type;
        Frames = frames;
        Payload = payload;
    }

    /// <summary>What the message carries.</summary>
    public WsMessageType Type { get; }

    /// <summary>The message itself, without a frame.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The unmasked frames, as a server sends them: one, or several of <see cref="WsConnectionOptions.DefaultMaxFrameSize"/>.</summary>
    internal byte[] Frames { get; }

    /// <summary>Encodes a message.</summary>
    /// <typeparam name="TState">What the writer needs.</typeparam>
    /// <param name="type">What the message carries.</param>
    /// <param name="writer">Writes the payload; called once, before this method returns. What it throws reaches the caller.</param>
    /// <param name="state">Handed to <paramref name="writer"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is neither text nor binary.</exception>
    public static WsPreparedMessage Create<TState>(WsMessageType type, WsPayloadWriter<TState> writer, TState state)
    {
        ArgumentNullException.ThrowIfNull(writer);
        WsOpcode opcode = type.ToOpcode();
        var batch = new SendBatch(masked: false, maxFrameSize: int.MaxValue, ArrayPool<byte>.Shared);
        try
        {
            int size = batch.Append(opcode, writer, state);
            byte[] frame = batch.Written.ToArray();
            ReadOnlyMemory<byte> payload = frame.AsMemory(FrameHeader.SizeFor(size, masked: false));
            return new WsPreparedMessage(type, size > WsConnectionOptions.DefaultMaxFrameSize ? Cut(opcode, payload.Span) : frame, payload);
        }
        finally
        {
            batch.Release();
        }
    }

    private static byte[] Cut(WsOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var batch = new SendBatch(masked: false, WsConnectionOptions.DefaultMaxFrameSize, ArrayPool<byte>.Shared);
        batch.AppendPayload(opcode, payload);
        byte[] frames = batch.Written.ToArray();
        batch.Release();
        return frames;
    }
}
