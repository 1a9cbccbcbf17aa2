using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Bounds how many messages a conversation may receive; a host implements it. Each conversation has its own, which its receive loop alone calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MessageThrottle
{
    /// <summary>Counts a one-way message or a request of the other side, before its handler is looked up. Must not wait.</summary>
    /// <returns>False where it is one too many: a request is answered with <see cref="ErrorCodes.Busy"/>, a one-way message dropped. The throttle logs that itself.</returns>
    public abstract bool TryAdmit();
}
