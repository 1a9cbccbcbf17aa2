using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>A one-way message as the wire knows it: its name and its codec. Immutable and thread-safe.</summary>
/// <typeparam name="T">The message.</typeparam>
/// <param name="name">The name on the wire.</param>
/// <param name="codec">Writes and reads the message.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OneWayMethod<T>(string name, ValueCodec<T> codec)
{
    /// <summary>The name on the wire.</summary>
    public string Name => Encoded.Text;

    /// <summary>Writes and reads the message.</summary>
    public ValueCodec<T> Codec { get; } = codec;

    internal MethodName Encoded { get; } = new(name);
}
