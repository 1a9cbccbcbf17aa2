using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>What the generator adds to every class marked <see cref="ProtocolAttribute"/>.</summary>
public interface IProtocol
{
    /// <summary>The protocol's name, version, fingerprint and messages.</summary>
    static abstract ProtocolDescriptor Descriptor { get; }

    /// <summary>Hands the protocol's injectable services to a host, without reflection.</summary>
    /// <param name="services">Where to register.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract void Register(IProtocolServices services);
}
