using System.Text;
using TypedWs.AspNetCore.Tests.Hostile.Floods;
using TypedWs.AspNetCore.Tests.Hostile.Frames;
using TypedWs.AspNetCore.Tests.Hostile.Handshakes;
using TypedWs.AspNetCore.Tests.Hostile.Messages;
using TypedWs.AspNetCore.Tests.Hostile.Readers;

namespace TypedWs.AspNetCore.Tests.Hostile;

/// <summary>All of them.</summary>
internal static class Attacks
{
    private const int Mebibyte = 1024 * 1024;
    private const int Fin = 0x80;

    public static IReadOnlyList<Attack> All { get; } =
    [
        // Handshakes
        new DrippingHeaders(),
        new AbandonedHandshakes("connections without a word", ""),
        new AbandonedHandshakes("connections with half a handshake", "GET /lab HTTP/1.1\r\nHost: localhost\r\nUpgr"),
        new AbandonedConnections(),
        new WrongHandshake("one header too long", 431, static headers => headers["X-Long"] = new string('x', 33 * 1024)),
        new WrongHandshake("too many headers", 431, static headers =>
        {
            for (int i = 0; i < 200; i++)
                headers[$"X-{i}"] = "x";
        }),
        new WrongHandshake("a page of another origin", 403, static headers => headers["Origin"] = "https://evil.example"),
        new WrongHandshake("no credentials", 401, static headers => headers.Remove(HeaderAuthentication.Header)),
        new WrongHandshake("a short key", 400, static headers => headers["Sec-WebSocket-Key"] = "c2hvcnQ="),
        new ExpiredTicket(),
        new ConnectionFlood("more connections than the server takes", 503) { Options = static options => options.MaxConnections = 12 },
        new ConnectionFlood("more connections than an address may have", 429) { Options = static options => options.MaxConnectionsPerAddress = 12 },
        new ConnectionFlood("more connections than a user may have", 429) { Options = static options => options.MaxConnectionsPerUser = 12 },

        // Frames
        new BrokenFrame("a frame without a mask", 1002, [Fin | RawClient.Text, 1, (byte)'x']),
        new BrokenFrame("a reserved bit", 1002, RawClient.Frame(Fin | 0x40 | RawClient.Text, [])),
        new BrokenFrame("a reserved opcode", 1002, RawClient.Frame(Fin | 3, [])),
        new BrokenFrame("a control frame too long", 1002, RawClient.Frame(Fin | RawClient.Ping, new byte[126])),
        new BrokenFrame("a control frame in fragments", 1002, RawClient.Frame(RawClient.Ping, [])),
        new BrokenFrame("a continuation of nothing", 1002, RawClient.Frame(Fin | RawClient.Continuation, [])),
        new BrokenFrame("a message within a message", 1002, [.. RawClient.Frame(RawClient.Text, []), .. RawClient.Frame(Fin | RawClient.Text, [])]),
        new BrokenFrame("a length in too many bytes", 1002, [Fin | RawClient.Text, 0x80 | 126, 0, 1, 0, 0, 0, 0, (byte)'x']),
        new BrokenFrame("a length beyond all numbers", 1002, [Fin | RawClient.Text, 0x80 | 127, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        new BrokenFrame("a close code that nobody may send", 1002, RawClient.Frame(Fin | RawClient.Close, [0x03, 0xed])),
        new BrokenFrame("half a close code", 1002, RawClient.Frame(Fin | RawClient.Close, [0x03])),
        new BrokenFrame("text that is no UTF-8", 1007, RawClient.Frame(Fin | RawClient.Text, [0xff])),
        new BrokenFrame("a message that claims 8 EiB", 1009, [Fin | RawClient.Binary, 0x80 | 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
        new BrokenFrame("a message above the limit", 1009, RawClient.Frame(Fin | RawClient.Binary, new byte[Mebibyte + 1])),
        new BrokenFrame("fragments above the limit", 1009, [.. Enumerable.Range(0, 20).SelectMany(static number => RawClient.Frame(number == 0 ? RawClient.Text : RawClient.Continuation, new byte[64 * 1024]))])
        {
            MostBytes = 4 * Mebibyte,
        },
        new EmptyPromises(),
        new CompressionBomb(),
        new CompressedRubbish(),

        // Messages
        new BadMessage("JSON cut off", ErrorCodes.ParseError, """{"jsonrpc":"2.0","id":1,"""),
        new BadMessage("deep JSON around the message", ErrorCodes.ParseError, new string('[', 100_000)),
        new BadMessage("deep JSON inside of the message", ErrorCodes.ParseError, """{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":""" + new string('[', 100_000)),
        new BadMessage("a method's name of a megabyte", ErrorCodes.MethodNotFound, $$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('m', 1_000_000)}}"}""") { MostBytes = 4 * Mebibyte },
        new BadMessage("a batch in a batch in a batch", ErrorCodes.ParseError, string.Concat(Enumerable.Repeat("[1,", 50_000))),
        new BadMessage("MessagePack that claims 4 billion elements", ErrorCodes.ParseError, [0xdd, 0xff, 0xff, 0xff, 0xff]),
        new BadMessage("MessagePack that claims 4 billion parameters", ErrorCodes.InvalidParams, [0x94, 0, 1, 0xa8, .. "lab.echo"u8, 0xdd, 0xff, 0xff, 0xff, 0xff]),
        new BadMessage("MessagePack that claims a text of 4 GiB", ErrorCodes.InvalidParams, [0x94, 0, 1, 0xa8, .. "lab.echo"u8, 0x92, 0xdb, 0xff, 0xff, 0xff, 0xff]),
        new BadMessage("MessagePack that claims a name of 4 GiB", ErrorCodes.ParseError, [0x94, 0, 1, 0xdb, 0xff, 0xff, 0xff, 0xff]),
        new BadMessage("deep MessagePack around the message", ErrorCodes.InvalidRequest, [.. Enumerable.Repeat((byte)0x91, 100_000)]),
        new BadMessage("deep MessagePack inside of the message", ErrorCodes.InvalidParams, [0x94, 0, 1, 0xa8, .. "lab.echo"u8, 0x92, .. Enumerable.Repeat((byte)0x91, 100_000)]),

        // Floods. What is answered may pile up to the hard limit, in a buffer that doubles as it grows.
        new OneWayFlood(),
        new RequestFlood { MostBytes = 12 * Mebibyte },
        new RunningRequests { MostBytes = 12 * Mebibyte },
        new OpenStreams(),
        new FrameFlood("pings", RawClient.Frame(Fin | RawClient.Ping, new byte[125]), 20_000),
        new FrameFlood("pongs", RawClient.Frame(Fin | RawClient.Pong, new byte[125]), 20_000),
        new FrameFlood("empty fragments", RawClient.Frame(RawClient.Continuation, []), 50_000, RawClient.Frame(RawClient.Text, []), RawClient.Frame(Fin | RawClient.Continuation, "{}"u8.ToArray())),
        new FrameFlood("empty messages", RawClient.Frame(Fin | RawClient.Text, []), 20_000) { MostBytes = 12 * Mebibyte },

        // Who does not read
        new NeverReads("thousands of answers", "SendHardLimit") { MostBytes = 20 * Mebibyte },
        new NeverReads("answers within the limits", "no progress")
        {
            MostBytes = 100 * Mebibyte,
            Options = static options =>
            {
                options.Connection.SendHardLimit = 32 * Mebibyte;
                options.Connection.WriteStallTimeout = TimeSpan.FromSeconds(1);
            },
        },
        new UnreadPongs(),
        new GiantBatch("a giant batch of rubbish", "[" + string.Concat(Enumerable.Repeat("1,", 500_000)) + "1]"),
        new GiantBatch("a giant batch of requests", "[" + string.Join(',', Enumerable.Repeat(LargeEcho, 10_000)) + "]"),
    ];

    /// <summary>A short request for a long answer.</summary>
    public const string LargeEcho = """{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"12345678","times":1000}}""";

    /// <summary>A text message in a frame.</summary>
    public static byte[] Text(string json) => RawClient.Frame(Fin | RawClient.Text, Encoding.UTF8.GetBytes(json));
}
