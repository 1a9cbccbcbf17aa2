using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Hostile.Frames;

/// <summary>Says that it is compressed, and is not.</summary>
public sealed class CompressedRubbish : Attack
{
    public CompressedRubbish()
        : base("compressed data that is none", AttackEnd.Closed((int)WsCloseCode.InvalidPayload))
        => Options = static options => options.Connection.Compression = new WsCompressionOptions();

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync(static headers => headers["Sec-WebSocket-Extensions"] = "permessage-deflate");
        await client.SendRawAsync(RawClient.Frame(0x80 | 0x40 | RawClient.Binary, [0xff, 0xff, 0xff, 0xff]));
        return await Target.EndOfAsync(client);
    }
}
