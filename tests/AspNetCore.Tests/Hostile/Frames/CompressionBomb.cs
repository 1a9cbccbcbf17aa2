using System.IO.Compression;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Hostile.Frames;

/// <summary>64 MiB in a few kilobytes.</summary>
public sealed class CompressionBomb : Attack
{
    private const int Compressed = 0x40;
    private const int MebibytesInside = 64;

    private static readonly Lazy<byte[]> Bomb = new(Make);

    public CompressionBomb()
        : base("a compression bomb", AttackEnd.Closed((int)WsCloseCode.MessageTooBig))
    {
        MostBytes = 4 * 1024 * 1024;
        Options = static options => options.Connection.Compression = new WsCompressionOptions();
    }

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync(static headers => headers["Sec-WebSocket-Extensions"] = "permessage-deflate");
        await client.SendRawAsync(RawClient.Frame(0x80 | Compressed | RawClient.Binary, Bomb.Value));
        return await Target.EndOfAsync(client);
    }

    private static byte[] Make()
    {
        var bomb = new MemoryStream();
        using (var deflate = new DeflateStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < MebibytesInside; i++)
                deflate.Write(zeros);
        }

        return bomb.ToArray();
    }
}
