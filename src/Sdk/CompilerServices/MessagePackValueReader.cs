using System.ComponentModel;
using System.Runtime.CompilerServices;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>
/// Reads the values of one MessagePack payload in order. Whatever is wrong with the payload is a <see cref="PayloadException"/> that says where and
/// what, after which the reader is of no further use. For one thread, as a local variable passed by reference.
/// </summary>
/// <remarks>
/// It reads the bytes by itself: the library's reader is made for payloads in pieces, and throws where ours has to say what was expected. A value
/// that is refused is not consumed.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct MessagePackValueReader
{
    /// <summary>How deeply maps and arrays may nest where nothing else is said.</summary>
    internal const int DefaultMaxDepth = 64;

    private readonly ReadOnlyMemory<byte> _payload;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _maxDepth;

    // The code of the next value.
    private int _position;

    // Null outside of maps and arrays.
    private PayloadPath? _path;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="messagePack">The payload.</param>
    /// <param name="maxDepth">How deeply maps and arrays may nest.</param>
    public MessagePackValueReader(ReadOnlyMemory<byte> messagePack, int maxDepth = DefaultMaxDepth)
    {
        _payload = messagePack;
        _bytes = messagePack.Span;
        _maxDepth = maxDepth;
    }

    private readonly int BytesLeft => _bytes.Length - _position;

    /// <summary>Consumes a nil, if one comes next.</summary>
    /// <returns>Whether it was a nil.</returns>
    /// <exception cref="PayloadException">The payload ends here.</exception>
    public bool TryReadNull()
    {
        if (NextCode() != MessagePackCode.Nil)
        {
            return false;
        }

        _position++;
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
        int start = _position;
        Skip();
        return _payload[start.._position];
    }

    /// <summary>Makes sure that the payload holds no second value.</summary>
    /// <exception cref="PayloadException">Something follows.</exception>
    internal void EnsureEnd()
    {
        if (BytesLeft > 0)
        {
            throw Failure("expected the end after one value, but more follows");
        }
    }

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
                Take(ReadScalarLength());
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

    /// <summary>The code of the next value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte NextCode()
    {
        if (_position >= _bytes.Length)
        {
            throw Truncated();
        }

        return _bytes[_position];
    }

    private MessagePackType NextType() => MessagePackCode.ToMessagePackType(NextCode());
}
