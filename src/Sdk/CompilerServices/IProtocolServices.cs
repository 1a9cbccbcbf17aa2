using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Where a protocol registers what a server may inject. Implemented by the hosting package.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IProtocolServices
{
    /// <summary>Makes the sessions of a protocol injectable as a singleton.</summary>
    /// <typeparam name="TSessions">The generated type.</typeparam>
    /// <param name="protocol">The protocol.</param>
    /// <param name="create">Makes it from the protocol's hub.</param>
    void AddSessions<TSessions>(ProtocolDescriptor protocol, Func<SessionHub, TSessions> create)
        where TSessions : class;
}
