using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>What a <see cref="MessageThrottle"/> says to the bytes of what has arrived.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ByteAdmission
{
    /// <summary>They are within the limit.</summary>
    Admitted,

    /// <summary>They are too many by now.</summary>
    Exceeded,

    /// <summary>They are more than the limit ever permits at once.</summary>
    TooLarge,
}
