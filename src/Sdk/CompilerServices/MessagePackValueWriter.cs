using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>
/// Writes values as MessagePack, in the forms of MessagePack-CSharp's standard resolver. For one thread, as a local variable passed by reference.
/// </summary>
/// <remarks>It writes into the output's memory by itself: the library's writer takes about half of the time that small records need.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct MessagePackValueWriter
{
    // A code and a length of 32 bits.
    private const int MaxHeader = 5;

    private OutputSpan _output;

    /// <summary>Writes to <paramref name="output"/>.</summary>
    /// <param name="output">The output, complete after <see cref="Flush"/>.</param>
    public MessagePackValueWriter(IBufferWriter<byte> output) => _output = new OutputSpan(output);

    /// <summary>Hands what was written to the output.</summary>
    public void Flush() => _output.Flush();

    /// <summary>Writes nil.</summary>
    public void WriteNull() => _output.Write(MessagePackCode.Nil);

    /// <summary>Begins an array, or an object by position.</summary>
    /// <param name="count">How many values follow.</param>
    /// <exception cref="InsufficientExecutionStackException">The value nests too deeply; perhaps it contains itself.</exception>
    public void WriteArrayHeader(int count)
    {
        // A value that contains itself ends in an exception here, not with the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (count <= MessagePackRange.MaxFixArrayCount)
        {
            _output.Write((byte)(MessagePackCode.MinFixArray | count));
        }
        else
        {
            WriteLength(count, code8: MessagePackCode.Array16, MessagePackCode.Array16, MessagePackCode.Array32);
        }
    }

    /// <summary>Begins a map.</summary>
    /// <param name="count">How many keys with their values follow.</param>
    /// <exception cref="InsufficientExecutionStackException">The value nests too deeply; perhaps it contains itself.</exception>
    public void WriteMapHeader(int count)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (count <= MessagePackRange.MaxFixMapCount)
        {
            _output.Write((byte)(MessagePackCode.MinFixMap | count));
        }
        else
        {
            WriteLength(count, code8: MessagePackCode.Map16, MessagePackCode.Map16, MessagePackCode.Map32);
        }
    }

    /// <summary>Writes a boolean.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => _output.Write(value ? MessagePackCode.True : MessagePackCode.False);

    /// <summary>Writes a value that is MessagePack already.</summary>
    /// <param name="messagePack">Its bytes.</param>
    internal void WriteRaw(ReadOnlySpan<byte> messagePack) => _output.Write(messagePack);

    private void WriteLength(int length, byte code8, byte code16, byte code32)
        => _output.Advance(PutLength(_output.Reserve(MaxHeader), length, code8, code16, code32));

    /// <summary>Puts a code and a length of 8, 16 or 32 bits; of 8 bits only where that has a code of its own.</summary>
    private static int PutLength(Span<byte> header, int length, byte code8, byte code16, byte code32)
    {
        if (length <= byte.MaxValue && code8 != code16)
        {
            header[0] = code8;
            header[1] = (byte)length;
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            header[0] = code16;
            BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)length);
            return 3;
        }

        header[0] = code32;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        return 5;
    }
}
