using System.Text;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>The canonical fast path and the general reader do the same with every message.</summary>
public sealed class DispatchTests : PeerTest
{
    private const string Fence = """{"jsonrpc":"2.0","id":"fence","method":"t.ask","params":{"text":"fence"}}""";

    private readonly List<string> _handled = [];

    private static readonly string[] Canonical =
    [
        """{"jsonrpc":"2.0","method":"t.note","params":{"text":"a","number":3}}""",
        """{"jsonrpc":"2.0","method":"t.note","params":["a",3]}""",
        """{"jsonrpc":"2.0","method":"t.note","params":{"text":"\u0041\n\"{}"}}""",
        """{"jsonrpc":"2.0","method":"t.note","params":{"number":3}}""",
        """{"jsonrpc":"2.0","method":"t.note"}""",
        """{"jsonrpc":"2.0","method":"t.tick"}""",
        """{"jsonrpc":"2.0","method":"t.tick","params":{}}""",
        """{"jsonrpc":"2.0","id":7,"method":"t.ask","params":{"text":"why"}}""",
        """{"jsonrpc":"2.0","id":0,"method":"t.ask","params":["why"]}""",
        """{"jsonrpc":"2.0","id":-3,"method":"t.ask","params":{"txt":"why"}}""",
        """{"jsonrpc":"2.0","id":7,"method":"t.none","params":{}}""",
        """{"jsonrpc":"2.0","method":"t.none"}""",
        """{"jsonrpc":"2.0","id":7,"method":"$/cancelRequest","params":{"id":"x"}}""",
        """{"jsonrpc":"2.0","id":7,"result":{"text":"nobody asked"}}""",
    ];

    [Fact]
    public async Task Receive_MembersInAnyOrder_DispatchesTheSame()
    {
        (Side side, RawSide raw) = CreateSides();
        var random = new Random(20260101);
        string?[] ids = [null, "0", "7", "-3", "\"s\"", "\"\\u0073\"", "null", "1.5", "1e3", "99999999999999999999"];
        string?[] parameters = [null, """{"text":"a","number":2}""", """{"number":2,"text":"a"}""", """["a",2]""", "{}", "[]", """{"text":5}""", """ { "t\u0065xt" : "a" } """];
        string[] methods = ["t.note", "t.tick", "t.ask", "t.none"];
        for (int run = 0; run < 400; run++)
        {
            string method = methods[random.Next(methods.Length)];
            string? id = method == "t.ask" ? ids[random.Next(ids.Length)] : null;
            string? body = parameters[random.Next(parameters.Length)];
            string canonical = """{"jsonrpc":"2.0",""" + (id is null ? "" : $"\"id\":{id},") + $"\"method\":\"{method}\"" + (body is null ? "" : $",\"params\":{body}") + "}";

            List<string> members = ["\"jsonrpc\":\"2.0\"", random.Next(2) == 0 ? $"\"method\":\"{method}\"" : $"\"m\\u0065thod\" : \"\\u0074{method[1..]}\""];
            if (id is not null)
                members.Add($"\"id\":{id}");
            if (body is not null)
                members.Add($"\"params\":{body}");
            if (random.Next(3) == 0)
                members.Add("\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"");
            string[] shuffled = [.. members];
            random.Shuffle(shuffled);
            string variant = "{ " + (random.Next(3) == 0 ? "\"method\":\"overridden\"," : "") + string.Join(random.Next(2) == 0 ? "," : " ,\n\t", shuffled) + "}";

            Assert.Equal(await DispatchAsync(side, raw, canonical), await DispatchAsync(side, raw, variant));
        }
    }

    /// <summary>A space before the message keeps it from the fast path and changes nothing else.</summary>
    [Fact]
    public async Task Receive_DamagedCanonicalMessage_DispatchesAsTheGeneralReaderDoes()
    {
        (Side side, RawSide raw) = CreateSides();
        var random = new Random(20260102);
        const string Characters = "{}[]\",:\\0123456789.-+eE ntrufalsxid\n";
        foreach (string message in Canonical)
        {
            Assert.Equal(await DispatchAsync(side, raw, " " + message), await DispatchAsync(side, raw, message));
            for (int run = 0; run < 120; run++)
            {
                var damaged = new StringBuilder(message);
                int at = random.Next(message.Length);
                switch (random.Next(4))
                {
                    case 0: damaged[at] = Characters[random.Next(Characters.Length)]; break;
                    case 1: damaged.Insert(at, Characters[random.Next(Characters.Length)]); break;
                    case 2: damaged.Remove(at, 1); break;
                    default: damaged.Length = at; break;
                }

                Assert.Equal(await DispatchAsync(side, raw, " " + damaged), await DispatchAsync(side, raw, damaged.ToString()));
            }
        }
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":0,"method":"t.ask","params":{"text":"a"}}""", "0")]
    [InlineData("""{"jsonrpc":"2.0","id":-9223372036854775808,"method":"t.ask","params":{"text":"a"}}""", "-9223372036854775808")]
    [InlineData("""{"jsonrpc":"2.0","id":"a\"b","method":"t.ask","params":{"text":"a"}}""", "\"a\\u0022b\"")]
    [InlineData("""{"jsonrpc":"2.0","id":"","method":"t.ask","params":{"text":"a"}}""", "\"\"")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"t.ask","params":{"text":"a"}}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1.50,"method":"t.ask","params":{"text":"a"}}""", "1.50")]
    [InlineData("""{"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"t.ask","params":{"text":"a"}}""", "123456789012345678901234567890")]
    [InlineData("""{"jsonrpc":"2.0","method":"t.ask","params":{"text":"a"},"id":5}""", "5")]
    public async Task Receive_RequestWithAnyId_EchoesItAsItCame(string request, string id)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(request);

        Assert.Equal($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"text":"a"}}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Receive_MessagePackRequestWithUnsignedId_EchoesIt()
    {
        (_, RawSide raw) = CreateRaw();
        byte[] id = [0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe];

        await raw.SendAsync([0x94, 0x00, .. id, 0xa5, .. "t.ask"u8, 0x91, 0xa1, (byte)'a']);

        Assert.Equal([0x94, 0x01, .. id, 0xc0, 0x91, 0xa1, (byte)'a'], await raw.NextBinaryAsync());
    }

    [Fact]
    public async Task Receive_BothFormatsOnOneConnection_AnswersInTheRequestsFormat()
    {
        (_, RawSide raw) = CreateRaw(WireFormat.MessagePack);

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"j"}}""");
        await raw.SendAsync([0x94, 0x00, 0x01, 0xa5, .. "t.ask"u8, 0x91, 0xa1, (byte)'m']);

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"j"}}""", await raw.NextTextAsync());
        Assert.Equal([0x94, 0x01, 0x01, 0xc0, 0x91, 0xa1, (byte)'m'], await raw.NextBinaryAsync());
    }

    private (Side Side, RawSide Raw) CreateSides()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Note = (note, _) =>
        {
            _handled.Add(note.ToString());
            return default;
        };
        side.Handlers.Tick = (tick, _) =>
        {
            _handled.Add(tick.ToString());
            return default;
        };
        return (side, raw);
    }

    /// <summary>Everything that a message sets off: what was handled and what was answered.</summary>
    private async Task<string> DispatchAsync(Side side, RawSide raw, string message)
    {
        _handled.Clear();
        await side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(message));
        await side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(Fence));
        var seen = new List<string>(_handled);
        while (await raw.NextTextAsync() is var reply && !reply.Contains("\"fence\"", StringComparison.Ordinal))
            seen.Add(reply);
        return string.Join('\n', seen);
    }
}
