using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>
/// One message taken apart, as slices of what was received: valid as long as that is. <see cref="Body"/> is <c>params</c>, <c>result</c> or <c>error</c>.
/// </summary>
internal readonly ref struct Envelope
{
    private static readonly byte[] EmptyArray = [MessagePackCode.MinFixArray];

    public required EnvelopeKind Kind { get; init; }

    public WireFormat Format { get; init; }

    public RequestId Id { get; init; }

    /// <summary>The method's name in UTF-8, unescaped.</summary>
    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>The body, and on the fast path what follows it. Empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Whether the envelope was recognised by its canonical prefix alone. What follows the body is then not checked yet: it must be a closing brace, or trace members
    /// and a closing brace.
    /// </summary>
    public bool IsSpeculative { get; init; }

    /// <summary>The trace context; of a speculative envelope only <see cref="TryRead{T}(ValueCodec{T}, out T, out TraceMembers)"/> knows it.</summary>
    public TraceMembers Trace { get; init; }

    /// <summary>The whole message; its length is what a queued message counts.</summary>
    public ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>With <see cref="EnvelopeKind.Batch"/>: its envelopes.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Elements { get; init; }

    /// <summary>Where the reply goes when the request came in a batch.</summary>
    public BatchReply? Batch { get; init; }

    /// <summary>With <see cref="EnvelopeKind.Invalid"/>: the error's code.</summary>
    public int ErrorCode { get; init; }

    /// <summary>With <see cref="EnvelopeKind.Invalid"/>: what is wrong.</summary>
    public string? Problem { get; init; }

    public static Envelope Invalid(WireFormat format, int errorCode, string problem, RequestId id = default)
        => new() { Kind = EnvelopeKind.Invalid, Format = format, ErrorCode = errorCode, Problem = problem, Id = id.IsAbsent ? RequestId.Null : id };

    /// <inheritdoc cref="TryRead{T}(ValueCodec{T}, out T, out TraceMembers)"/>
    public bool TryRead<T>(ValueCodec<T> codec, out T value) => TryRead(codec, out value, out _);

    /// <summary>Reads the body.</summary>
    /// <returns>False where a speculative envelope turns out not to be canonical.</returns>
    /// <exception cref="PayloadException">The body is not what the codec reads.</exception>
    public bool TryRead<T>(ValueCodec<T> codec, out T value, out TraceMembers trace)
    {
        trace = Trace;
        try
        {
            if (Format == WireFormat.Json)
                return TryReadJson(codec, out value, ref trace);

            value = ReadMessagePack(codec);
            return true;
        }
        catch (Exception) when (IsSpeculative)
        {
            // The message may still be a request whose id stands at its end: the general reader finds that out and reports the error properly.
            value = default!;
            return false;
        }
        catch (Exception e) when (e is not PayloadException)
        {
            // Codecs run the contract's own constructors and converters, which may throw anything.
            throw new PayloadException("", $"the contract refused the value with a {e.GetType().Name}", e);
        }
    }

    private bool TryReadJson<T>(ValueCodec<T> codec, out T value, ref TraceMembers trace)
    {
        // Absent params are no members: left out, {} and [] are one.
        ReadOnlySpan<byte> json = Body.IsEmpty ? "{}"u8 : Body.Span;
        var reader = new JsonValueReader(json);
        value = codec.ReadJson(ref reader);
        return !IsSpeculative || CanonicalJson.TryReadEnd(json[reader.BytesConsumed..], out trace);
    }

    private T ReadMessagePack<T>(ValueCodec<T> codec)
    {
        var reader = new MessagePackValueReader(Body.Span is [MessagePackCode.Nil] && Kind != EnvelopeKind.Result ? EmptyArray : Body);
        T value = codec.ReadMessagePack(ref reader);
        reader.EnsureEnd();
        return value;
    }
}
