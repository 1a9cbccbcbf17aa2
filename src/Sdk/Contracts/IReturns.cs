namespace TypedWs;

#pragma warning disable CA1040 // Markers by design: the generator reads them, and they carry the reply's type where an attribute could not.

/// <summary>Makes a message a request that is acknowledged without data: the sender's call completes when the handler has.</summary>
public interface IReturns;

/// <summary>Makes a message a request that is answered with a <typeparamref name="TReply"/>.</summary>
/// <typeparam name="TReply">What the handler returns; any type that a message may contain.</typeparam>
public interface IReturns<TReply>;
