using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace TypedWs.Transport;

/// <summary>The body of a close frame: nothing, or a code and a reason (RFC 6455, sections 5.5.1 and 7.4).</summary>
internal static class ClosePayload
{
    /// <summary>Bytes left for the reason in a control frame, after the code.</summary>
    public const int MaxReasonBytes = FrameRules.MaxControlPayload - sizeof(ushort);

    /// <summary>Whether a code may stand in a close frame: 1005, 1006, 1015 and the unassigned ones may not.</summary>
    public static bool IsValid(WsCloseCode code)
        => (ushort)code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);

    /// <summary>Whether a reason fits a close frame.</summary>
    public static bool Fits(string reason) => Encoding.UTF8.GetByteCount(reason) <= MaxReasonBytes;

    /// <summary>Reads what a peer sent.</summary>
    /// <exception cref="WsProtocolException">One byte only, a code that must not be sent, or a reason that is not UTF-8.</exception>
    public static (WsCloseCode Code, string Reason) Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            return (WsCloseCode.NoStatus, "");
        if (payload.Length == 1)
            throw new WsProtocolException(WsCloseCode.ProtocolError, "a close frame holds half a code");

        var code = (WsCloseCode)BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!IsValid(code))
            throw new WsProtocolException(WsCloseCode.ProtocolError, $"the close code {(ushort)code} must not be sent");

        ReadOnlySpan<byte> reason = payload[sizeof(ushort)..];
        if (!Utf8.IsValid(reason))
            throw new WsProtocolException(WsCloseCode.InvalidPayload, "a close reason is not valid UTF-8");

        return (code, Encoding.UTF8.GetString(reason));
    }

    /// <summary>Makes the body to send. <see cref="WsCloseCode.NoStatus"/> makes an empty one; a reason that is too long is cut between two characters.</summary>
    public static byte[] Create(WsCloseCode code, string reason)
    {
        if (code == WsCloseCode.NoStatus)
            return [];

        Span<byte> payload = stackalloc byte[FrameRules.MaxControlPayload];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        // Writes whole characters only, and stops where the room ends.
        Utf8.FromUtf16(reason, payload[sizeof(ushort)..], out _, out int written);
        return payload[..(sizeof(ushort) + written)].ToArray();
    }
}
