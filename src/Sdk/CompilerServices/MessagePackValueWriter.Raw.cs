using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    /// <summary>Writes bytes that need not be on the heap.</summary>
    /// <param name="value">The bytes.</param>
    internal void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length, MessagePackCode.Bin8, MessagePackCode.Bin16, MessagePackCode.Bin32);
        _output.Write(value);
    }
}
