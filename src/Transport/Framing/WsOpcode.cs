namespace TypedWs.Transport;

/// <summary>What a frame is (RFC 6455, section 5.2). The values from 8 on are control frames.</summary>
internal enum WsOpcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}
