using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>
/// The reply of a request that declares none (<see cref="IReturns"/>): null in JSON, nil in MessagePack. Whatever a peer answers is accepted.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Acknowledgement;
