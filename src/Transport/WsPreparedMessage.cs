namespace TypedWs.Transport;

/// <summary>A message that is encoded and framed once, to be sent on many connections. Immutable; any thread may use it.</summary>
public sealed class WsPreparedMessage
{
    private readonly int _headerSize;

    private WsPreparedMessage(WsMessageType type, byte[] frame, int headerSize)
    {
        Type = type;
        Frame = frame;
        _headerSize = headerSize;
    }

    /// <summary>What the message carries.</summary>
    public WsMessageType Type { get; }

    /// <summary>The message itself, without a frame.</summary>
    public ReadOnlyMemory<byte> Payload => Frame.AsMemory(_headerSize);

    /// <summary>The unmasked frame: header and payload, as a server sends it.</summary>
    internal byte[] Frame { get; }

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
        var batch = new SendBatch(masked: false);
        try
        {
            int size = batch.Append(opcode, writer, state);
            return new WsPreparedMessage(type, batch.Written.ToArray(), FrameHeader.SizeFor(size, masked: false));
        }
        finally
        {
            batch.Release();
        }
    }
}
