using System.Buffers;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>
/// Lends one reusable <see cref="Utf8JsonWriter"/> per thread. Rented again before it came back (a codec may well serialize), a new one is made.
/// Validation is off, as in the library: what writes is the library itself or a converter.
/// </summary>
internal static class JsonWriterCache
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    // Lent out, this is null.
    [ThreadStatic]
    private static Utf8JsonWriter? _spare;

    /// <summary>Takes a writer; give it back on the same thread, in a finally block.</summary>
    /// <param name="output">Where it writes to.</param>
    /// <returns>A writer at its beginning.</returns>
    internal static Utf8JsonWriter Rent(IBufferWriter<byte> output)
    {
        if (_spare is not { } writer)
        {
            return new Utf8JsonWriter(output, Options);
        }

        _spare = null;
        writer.Reset(output);
        return writer;
    }

    /// <summary>Takes a writer back. What it has not flushed is lost, and it forgets its output.</summary>
    /// <param name="writer">The writer.</param>
    internal static void Return(Utf8JsonWriter writer)
    {
        writer.Reset(NoOutput.Instance);
        _spare = writer;
    }

    /// <summary>What a writer at rest stands on, so that it keeps no buffer alive.</summary>
    private sealed class NoOutput : IBufferWriter<byte>
    {
        internal static readonly NoOutput Instance = new();

        public void Advance(int count) => throw new NotSupportedException();

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException();

        public Span<byte> GetSpan(int sizeHint = 0) => throw new NotSupportedException();
    }
}
