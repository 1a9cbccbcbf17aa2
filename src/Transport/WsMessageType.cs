namespace TypedWs.Transport;

/// <summary>What a data message carries (RFC 6455, section 5.6). The values are the opcodes.</summary>
public enum WsMessageType : byte
{
    /// <summary>UTF-8 text. Whoever receives it checks that it is.</summary>
    Text = 1,

    /// <summary>Arbitrary bytes.</summary>
    Binary = 2,
}
