namespace TypedWs.Envelopes;

/// <summary>What an envelope is (JSON-RPC 2.0, sections 4 and 5; MessagePack-RPC message types).</summary>
internal enum EnvelopeKind
{
    /// <summary>Not an envelope; <see cref="Envelope.Problem"/> says why.</summary>
    Invalid,

    /// <summary>A method without an id: never answered.</summary>
    OneWay,

    /// <summary>A method with an id.</summary>
    Request,

    /// <summary>The result of a request of ours.</summary>
    Result,

    /// <summary>The error of a request of ours.</summary>
    Error,

    /// <summary>A reply that is not one: counted and dropped, never answered.</summary>
    MalformedReply,

    /// <summary>Several envelopes in a JSON array (JSON-RPC 2.0, section 6).</summary>
    Batch,
}
