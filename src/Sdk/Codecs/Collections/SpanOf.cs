namespace TypedWs.CompilerServices;

/// <summary>The elements of a struct over an array.</summary>
internal delegate ReadOnlySpan<T> SpanOf<TSequence, T>(TSequence value);
