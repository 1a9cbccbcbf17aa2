using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>
/// Writes values as MessagePack, in the forms of MessagePack-CSharp's standard resolver. For one thread, as a local variable passed by reference.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct MessagePackValueWriter
{
    private MessagePackWriter _messagePack;

    /// <summary>Writes to <paramref name="output"/>.</summary>
    /// <param name="output">The output, complete after <see cref="Flush"/>.</param>
    public MessagePackValueWriter(IBufferWriter<byte> output) => _messagePack = new MessagePackWriter(output);

    /// <summary>The writer underneath, for envelopes.</summary>
    [UnscopedRef]
    internal ref MessagePackWriter Inner => ref _messagePack;

    /// <summary>Hands what was written to the output.</summary>
    public void Flush() => _messagePack.Flush();

    /// <summary>Writes nil.</summary>
    public void WriteNull() => _messagePack.WriteNil();

    /// <summary>Begins an array, or an object by position.</summary>
    /// <param name="count">How many values follow.</param>
    /// <exception cref="InsufficientExecutionStackException">The value nests too deeply; perhaps it contains itself.</exception>
    public void WriteArrayHeader(int count)
    {
        // A value that contains itself ends in an exception here, not with the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _messagePack.WriteArrayHeader(count);
    }

    /// <summary>Begins a map.</summary>
    /// <param name="count">How many keys with their values follow.</param>
    /// <exception cref="InsufficientExecutionStackException">The value nests too deeply; perhaps it contains itself.</exception>
    public void WriteMapHeader(int count)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _messagePack.WriteMapHeader(count);
    }

    /// <summary>Writes a boolean.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => _messagePack.Write(value);
}
