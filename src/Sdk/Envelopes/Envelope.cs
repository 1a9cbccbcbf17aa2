using System.Runtime.CompilerServices;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Envelopes;

/// <summary>
/// One message taken apart, as slices of what was received: valid as long as that is. <see cref="Body"/> is <c>params</c>, <c>result</c> or <c>error</c>. Passed
/// by reference, and changed by nobody but its reader.
/// </summary>
internal ref struct Envelope
{
    private static readonly byte[] EmptyArray = [MessagePackCode.MinFixArray];

    public EnvelopeKind Kind { readonly get; set; }

    public WireFormat Format { readonly get; set; }

    public RequestId Id { readonly get; set; }

    /// <summary>The method's name in UTF-8, unescaped.</summary>
    public ReadOnlySpan<byte> Method { readonly get; set; }

    /// <summary>The body, and on the fast path what follows it. Empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { readonly get; set; }

    /// <summary>
    /// Whether the envelope was recognised by its canonical prefix alone. What follows the body is then not checked yet: it must be a closing brace, or trace members
    /// and a closing brace.
    /// </summary>
    public bool IsSpeculative { readonly get; set; }

    /// <summary>The trace context; of a speculative envelope only <see cref="TryRead{T}(ValueCodec{T}, out T, out TraceMembers)"/> knows it.</summary>
    public TraceMembers Trace { readonly get; set; }

    /// <summary>The whole message; its length is what a queued message counts.</summary>
    public ReadOnlyMemory<byte> Message { readonly get; set; }

    /// <summary>With <see cref="EnvelopeKind.Batch"/>: its envelopes.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Elements { readonly get; set; }

    /// <summary>Where the reply goes when the request came in a batch.</summary>
    public BatchReply? Batch { readonly get; set; }

    /// <summary>With <see cref="EnvelopeKind.Invalid"/>: the error's code.</summary>
    public int ErrorCode { readonly get; set; }

    /// <summary>With <see cref="EnvelopeKind.Invalid"/>: what is wrong.</summary>
    public string? Problem { readonly get; set; }

    public static Envelope Invalid(WireFormat format, int errorCode, string problem, RequestId id = default)
        => new() { Kind = EnvelopeKind.Invalid, Format = format, ErrorCode = errorCode, Problem = problem, Id = id.IsAbsent ? RequestId.Null : id };

    /// <inheritdoc cref="TryRead{T}(ValueCodec{T}, out T, out TraceMembers)"/>
    public readonly bool TryRead<T>(ValueCodec<T> codec, out T value) => TryRead(codec, out value, out _);

    /// <summary>Reads the body.</summary>
    /// <returns>False where a speculative envelope turns out not to be canonical.</returns>
    /// <exception cref="PayloadException">The body is not what the codec reads.</exception>
    public readonly bool TryRead<T>(ValueCodec<T> codec, out T value, out TraceMembers trace)
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

    [MethodImpl(MethodImplOptions.NoInlining)] // Neither format is to clear the other's reader.
    private readonly bool TryReadJson<T>(ValueCodec<T> codec, out T value, ref TraceMembers trace)
    {
        // Absent params are no members: left out, {} and [] are one.
        ReadOnlySpan<byte> json = Body.IsEmpty ? "{}"u8 : Body.Span;
        var reader = new JsonValueReader(json);
        value = codec.ReadJson(ref reader);
        return !IsSpeculative || CanonicalJson.TryReadEnd(json[reader.BytesConsumed..], out trace);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly T ReadMessagePack<T>(ValueCodec<T> codec)
    {
        var reader = new MessagePackValueReader(Body.Span is [MessagePackCode.Nil] && Kind != EnvelopeKind.Result ? EmptyArray : Body);
        T value = codec.ReadMessagePack(ref reader);
        reader.EnsureEnd();
        return value;
    }
}
