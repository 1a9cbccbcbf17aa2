using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>
/// Reads the values of one MessagePack payload in order. Whatever is wrong with the payload is a <see cref="PayloadException"/> that says where and
/// what, after which the reader is of no further use. For one thread, as a local variable passed by reference.
/// </summary>
/// <remarks>
/// Each read looks at the type of the next value first, so that the reader underneath throws only where the payload ends too early or a number is
/// out of range.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct MessagePackValueReader
{
    /// <summary>How deeply maps and arrays may nest where nothing else is said.</summary>
    internal const int DefaultMaxDepth = 64;

    private readonly ReadOnlyMemory<byte> _payload;
    private readonly int _maxDepth;
    private MessagePackReader _messagePack;

    // Null outside of maps and arrays.
    private PayloadPath? _path;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="messagePack">The payload.</param>
    /// <param name="maxDepth">How deeply maps and arrays may nest.</param>
    public MessagePackValueReader(ReadOnlyMemory<byte> messagePack, int maxDepth = DefaultMaxDepth)
    {
        _payload = messagePack;
        _maxDepth = maxDepth;
        _messagePack = new MessagePackReader(messagePack);
    }

    /// <summary>The reader underneath, for envelopes. It throws exceptions of its own.</summary>
    [UnscopedRef]
    internal ref MessagePackReader Inner => ref _messagePack;

    private readonly int BytesLeft => _payload.Length - (int)_messagePack.Consumed;

    /// <summary>Consumes a nil, if one comes next.</summary>
    /// <returns>Whether it was a nil.</returns>
    /// <exception cref="PayloadException">The payload ends here.</exception>
    public bool TryReadNull()
    {
        if (NextType() != MessagePackType.Nil)
        {
            return false;
        }

        _messagePack.ReadNil();
        return true;
    }

    /// <summary>Passes over the next value, whatever it is.</summary>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    public void Skip() => Skip(_path?.Depth ?? 0);

    /// <summary>Passes over the next value.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    internal ReadOnlyMemory<byte> ReadRaw()
    {
        int start = (int)_messagePack.Consumed;
        Skip();
        return _payload[start..(int)_messagePack.Consumed];
    }

    /// <summary>Makes sure that the payload holds no second value.</summary>
    /// <exception cref="PayloadException">Something follows.</exception>
    internal void EnsureEnd()
    {
        if (!_messagePack.End)
        {
            throw Failure("expected the end after one value, but more follows");
        }
    }

    // The library's own Skip does not bound how deeply it recurses, so it gets values without inner ones only.
    private void Skip(int depth)
    {
        int inner;
        switch (NextType())
        {
            case MessagePackType.Array:
                inner = ReadArrayLength();
                break;
            case MessagePackType.Map:
                inner = 2 * ReadMapLength();
                break;
            default:
                SkipScalar();
                return;
        }

        if (depth == _maxDepth)
        {
            throw TooDeep();
        }

        for (; inner > 0; inner--)
        {
            Skip(depth + 1);
        }
    }

    private void SkipScalar()
    {
        try
        {
            _messagePack.Skip();
        }
        catch (Exception exception) when (IsDecoding(exception))
        {
            throw Malformed();
        }
    }

    private MessagePackType NextType()
    {
        if (_messagePack.End)
        {
            throw Truncated();
        }

        return _messagePack.NextMessagePackType;
    }
}
