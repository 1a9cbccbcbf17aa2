using MessagePack;

namespace TypedWs.CompilerServices;

/// <content>What the envelopes around a payload need to know.</content>
public ref partial struct MessagePackValueReader
{
    /// <summary>Looks whether the next value is a string.</summary>
    internal bool IsStringNext() => NextType() == MessagePackType.String;
}
