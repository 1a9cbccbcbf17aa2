using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TypedWs.Transport;

/// <summary>
/// Unpredictable mask keys (RFC 6455, section 10.3), drawn from the cryptographic generator 256 at a time: a system call for each frame
/// would cost more than the frame. One store a thread, so that it needs no lock and idle connections hold none.
/// </summary>
internal sealed class MaskKeys
{
    private const int KeysPerDraw = 256;

    [ThreadStatic]
    private static MaskKeys? s_ofThread;

    private readonly uint[] _keys = new uint[KeysPerDraw];
    private int _next = KeysPerDraw;

    /// <summary>A fresh key. Never zero, which would send the payload in the clear.</summary>
    public static uint Next() => (s_ofThread ??= new MaskKeys()).Draw();

    private uint Draw()
    {
        while (true)
        {
            if (_next == KeysPerDraw)
            {
                RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_keys.AsSpan()));
                _next = 0;
            }

            uint key = _keys[_next];
            _keys[_next++] = 0; // a used key is not kept
            if (key != 0)
                return key;
        }
    }
}
