namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    /// <summary>Writes bytes that need not be on the heap.</summary>
    /// <param name="value">The bytes.</param>
    internal void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        _messagePack.WriteBinHeader(value.Length);
        value.CopyTo(_messagePack.GetSpan(value.Length));
        _messagePack.Advance(value.Length);
    }
}
