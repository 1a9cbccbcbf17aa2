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

    /// <summary>What the contract says of clients that do not read fast enough; null where it says nothing.</summary>
    public SlowPolicy? WhenSlow { get; init; }

    /// <summary>What tells messages that replace each other from those that do not; null where each replaces the one before.</summary>
    public KeySelector<T>? Key { get; init; }

    /// <summary>What tells a message from those that it does not replace. Runs the application's code.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Equal to the keys of the messages that it replaces.</returns>
    public object KeyOf(T message) => Key?.KeyOf(message) ?? this;

    internal MethodName Encoded { get; } = new(name);
}
