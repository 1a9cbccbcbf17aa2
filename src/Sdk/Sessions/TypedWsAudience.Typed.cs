using System.Collections;
using System.ComponentModel;
using TypedWs.CompilerServices;

namespace TypedWs;

/// <summary>
/// Many sessions of one protocol, to be sent to and to be looked at: enumerating it yields those whom a message would be sent to at that moment, whoever joins or leaves
/// meanwhile. Thread-safe.
/// </summary>
/// <typeparam name="TSession">The generated session type.</typeparam>
public abstract class TypedWsAudience<TSession> : TypedWsAudience, IEnumerable<TSession>
    where TSession : TypedWsSession
{
    /// <summary>For generated code.</summary>
    /// <param name="context">Finds the members.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TypedWsAudience(AudienceContext context)
        : base(context)
    {
    }

    /// <inheritdoc/>
    public IEnumerator<TSession> GetEnumerator() => Sessions.OfType<TSession>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
