using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Bounds what a conversation may receive; a host implements it. Each conversation has its own, which its receive loop alone calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MessageThrottle
{
    /// <summary>Counts a one-way message or a request of the other side, before its handler is looked up. Must not wait.</summary>
    /// <returns>False where it is one too many: a request is answered with <see cref="ErrorCodes.Busy"/>, a one-way message dropped. The throttle logs that itself.</returns>
    public abstract bool TryAdmit();

    /// <summary>
    /// Counts the bytes of whatever the other side has sent, answers and items of streams among it, once and before it is read. Must not wait.
    /// </summary>
    /// <param name="count">How many, without frames and after decompression.</param>
    /// <returns>
    /// Other than <see cref="ByteAdmission.Admitted"/> where they are too many: besides what <see cref="TryAdmit"/> says, a request of this side that is answered in them
    /// fails. The throttle logs that itself.
    /// </returns>
    public virtual ByteAdmission AdmitBytes(int count) => ByteAdmission.Admitted;
}
