namespace TypedWs.Envelopes;

/// <summary>The error member of a reply (JSON-RPC 2.0, section 5.1), as it is written; <see cref="ErrorReader"/> reads it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Data">More about it, written in the reply's format; empty for none.</param>
internal readonly record struct ErrorBody(int Code, string Message, ReadOnlyMemory<byte> Data = default);
