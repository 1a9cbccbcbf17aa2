namespace TypedWs.Transport;

/// <summary>The end of a sync flush, an empty stored block, which every compressed message leaves out (RFC 7692, section 7.2.1).</summary>
internal static class DeflateTail
{
    public static readonly ReadOnlyMemory<byte> Bytes = new byte[] { 0x00, 0x00, 0xFF, 0xFF };
}
