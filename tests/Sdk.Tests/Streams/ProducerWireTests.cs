using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>What a producer sends, byte for byte, and what it accepts from whoever asks.</summary>
public sealed class ProducerWireTests : PeerTest
{
    private const string Ask = """{"jsonrpc":"2.0","id":1,"method":"t.list","params":{"text":""}}""";

    [Fact]
    public async Task Opening_OfACompleteStream_HasItemsAndNoToken()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.List = static (_, _) => TrackedSource<Answer>.Of(2, static index => new Answer("n" + index));

        await raw.SendAsync(Ask);

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"values":[{"text":"n0"},{"text":"n1"}]}}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Opening_OfAnEmptyStream_IsEmpty()
    {
        (Side side, RawSide raw) = CreateRaw();

        await raw.SendAsync(Ask);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", await raw.NextTextAsync());

        await raw.SendAsync([0x94, 0x00, 0x07, 0xa6, .. "t.list"u8, 0x91, 0xa0]);
        Assert.Equal([0x94, 0x01, 0x07, 0xc0, 0x92, 0xc0, 0x90], await raw.NextBinaryAsync());
        Assert.Equal(0, side.Peer.Streams.Count);
    }

    [Fact]
    public async Task Opening_OfAStreamThatGoesOn_HasTheToken()
    {
        (Side side, RawSide raw) = CreateRaw();
        int waitsAfter = 0;
        side.Handlers.List = (_, _) => TrackedSource<Answer>.ThenWaits(waitsAfter++, static _ => new Answer("n"));

        await raw.SendAsync(Ask);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"token":1}}""", await raw.NextTextAsync());

        await raw.SendAsync(Ask);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"token":2,"values":[{"text":"n"}]}}""", await raw.NextTextAsync());

        waitsAfter = 1;
        await raw.SendAsync([0x94, 0x00, 0x07, 0xa6, .. "t.list"u8, 0x91, 0xa0]);
        Assert.Equal([0x94, 0x01, 0x07, 0xc0, 0x92, 0x03, 0x91, 0x91, 0xa1, (byte)'n'], await raw.NextBinaryAsync());
    }

    [Theory]
    [InlineData("""{"token":1}""")]
    [InlineData("[1]")]
    [InlineData("""{ "more" : true, "token" : 1 }""")]
    public async Task Next_InAnyShape_IsAnswered(string parameters)
    {
        (Side side, RawSide raw) = CreateRaw();
        using var turns = new SemaphoreSlim(0);
        side.Handlers.List = (_, _) => InTurns(turns, 1);
        await raw.SendAsync(Ask);
        await raw.NextTextAsync();

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":"a","method":"$/enumerator/next","params":{{parameters}}}""");
        await raw.AssertNothingMoreAsync();
        turns.Release();
        Assert.Equal("""{"jsonrpc":"2.0","id":"a","result":{"values":[{"text":"0"}],"finished":false}}""", await raw.NextTextAsync());

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":"b","method":"$/enumerator/next","params":{{parameters}}}""");
        turns.Release();
        Assert.Equal("""{"jsonrpc":"2.0","id":"b","result":{"values":[],"finished":true}}""", await raw.NextTextAsync());
        await StreamTests.AssertNothingOpenAsync(side);
    }

    [Fact]
    public async Task Next_InMessagePack_IsAnswered()
    {
        (Side side, RawSide raw) = CreateRaw();
        using var turns = new SemaphoreSlim(0);
        side.Handlers.List = (_, _) => InTurns(turns, 1);
        await raw.SendAsync([0x94, 0x00, 0x07, 0xa6, .. "t.list"u8, 0x91, 0xa0]);
        await raw.NextBinaryAsync();
        byte[] next = [0x94, 0x00, 0x08, 0xb1, .. "$/enumerator/next"u8, 0x91, 0x01];

        await raw.SendAsync(next);
        turns.Release();
        Assert.Equal([0x94, 0x01, 0x08, 0xc0, 0x92, 0x91, 0x91, 0xa1, (byte)'0', 0xc2], await raw.NextBinaryAsync());

        await raw.SendAsync(next);
        turns.Release();
        Assert.Equal([0x94, 0x01, 0x08, 0xc0, 0x92, 0x90, 0xc3], await raw.NextBinaryAsync());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("{\"a\":1}")]
    public async Task Next_OfAnUnknownToken_IsRefused(string token)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":{{{token}}}}}""");

        Assert.StartsWith("""{"jsonrpc":"2.0","id":2,"error":{"code":-32001,"message":"No stream has that token""", await raw.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_WithoutAToken_IsInvalid()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"params.token: required, but missing"}}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Next_WhileOneWaits_IsRefusedAndTheFirstIsAnswered()
    {
        (Side side, RawSide raw) = CreateRaw();
        using var turns = new SemaphoreSlim(0);
        side.Handlers.List = (_, _) => InTurns(turns, 1);
        await raw.SendAsync(Ask);
        await raw.NextTextAsync();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"$/enumerator/next","params":{"token":1}}""");

        Assert.StartsWith("""{"jsonrpc":"2.0","id":3,"error":{"code":-32600,""", await raw.NextTextAsync(), StringComparison.Ordinal);
        turns.Release();
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":{"values":[{"text":"0"}],"finished":false}}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Next_InTheOtherFormat_IsRefused()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.List = static (_, _) => TrackedSource<Answer>.ThenWaits(0, static _ => new Answer(""));
        await raw.SendAsync(Ask);
        await raw.NextTextAsync();

        await raw.SendAsync([0x94, 0x00, 0x08, 0xb1, .. "$/enumerator/next"u8, 0x91, 0x01]);

        Assert.Equal([0x94, 0x01, 0x08, 0x93, 0xd1, 0x80, 0xa8], (await raw.NextBinaryAsync())[..7]); // −32600
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":[1]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""")]
    public async Task Abort_WhileNextWaits_AnswersItAndEndsTheSource(string abort)
    {
        (Side side, RawSide raw) = CreateRaw();
        TrackedSource<Answer> source = TrackedSource<Answer>.ThenWaits(0, static _ => new Answer(""));
        side.Handlers.List = (_, _) => source;
        await raw.SendAsync(Ask);
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""");

        await raw.SendAsync(abort);

        Assert.Equal("""{"jsonrpc":"2.0","id":2,"error":{"code":-32800,"message":"The stream was aborted."}}""", await raw.NextTextAsync());
        await source.Disposed;
        await StreamTests.AssertNothingOpenAsync(side);
        await raw.AssertNothingMoreAsync();
        Assert.Equal((1, false), (source.Disposals, source.WasDisposedWhileMoving));
    }

    [Fact]
    public async Task Abort_OfAnUnknownToken_IsIgnoredOrAcknowledged()
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""");
        await raw.AssertNothingMoreAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"$/enumerator/abort","params":{"token":1}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":3,"result":null}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Request_WithoutAnId_OpensNothing()
    {
        (Side side, RawSide raw) = CreateRaw();
        TrackedSource<Answer> source = TrackedSource<Answer>.Of(1, static _ => new Answer(""));
        side.Handlers.List = (_, _) => source;

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.list","params":{"text":""}}""");

        await raw.AssertNothingMoreAsync();
        Assert.Equal((0, 0), (source.Enumerations, side.Peer.Streams.Count));
        Assert.True(side.HasLogged(203));
    }

    [Fact]
    public async Task Request_InABatch_IsAnsweredInIt()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.List = static (_, _) => TrackedSource<Answer>.Of(1, static _ => new Answer("x"));

        await raw.SendAsync($"[{Ask}]");

        Assert.Equal("""[{"jsonrpc":"2.0","id":1,"result":{"values":[{"text":"x"}]}}]""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Upload_IsSentAsTheLastMember()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> collected = side.CollectAsync("x", TrackedSource<Note>.Of(2, static index => new Note("n", index))).AsTask();
        Assert.Equal("""{"jsonrpc":"2.0","id":0,"method":"t.collect","params":{"text":"x","stream":{"token":1}}}""", await raw.NextTextAsync());

        await raw.SendAsync("""{"jsonrpc":"2.0","id":5,"method":"$/enumerator/next","params":[1]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":5,"result":{"values":[{"text":"n","number":0}""", await raw.NextTextAsync(), StringComparison.Ordinal);
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"done"}}""");
        Assert.Equal(new Answer("done"), await collected.Limited());

        await raw.SendAsync("""{"jsonrpc":"2.0","id":6,"method":"$/enumerator/next","params":[1]}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":6,"error":{"code":-32001,""", await raw.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_WhoseNextWaitsWhenItIsAnswered_AnswersThatToo()
    {
        (Side side, RawSide raw) = CreateRaw();
        TrackedSource<Note> source = TrackedSource<Note>.ThenWaits(0, static _ => new Note(""));
        Task<Answer> collected = side.CollectAsync("x", source).AsTask();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":5,"method":"$/enumerator/next","params":{"token":1}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"done"}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":5,"error":{"code":-32800,"message":"The stream was aborted."}}""", await raw.NextTextAsync());
        Assert.Equal(new Answer("done"), await collected.Limited());
        await StreamTests.AssertNothingOpenAsync(side);
        Assert.Equal(source.Enumerations, source.Disposals);
    }

    [Fact]
    public async Task Upload_InMessagePack_IsSentInTheLastPosition()
    {
        (Side side, RawSide raw) = CreateRaw(WireFormat.MessagePack);
        Task<Answer> collected = side.CollectAsync("x", TrackedSource<Note>.Of(0, static _ => new Note(""))).AsTask();

        Assert.Equal([0x94, 0x00, 0x00, 0xa9, .. "t.collect"u8, 0x92, 0xa1, (byte)'x', 0x92, 0x01, 0x90], await raw.NextBinaryAsync());

        await raw.SendAsync(0x94, 0x01, 0x00, 0xc0, 0x91, 0xa1, (byte)'y');
        Assert.Equal(new Answer("y"), await collected.Limited());
    }

    private static TrackedSource<Answer> InTurns(SemaphoreSlim turns, int count) => new(async (index, token) =>
    {
        await turns.WaitAsync(token);
        return (index < count, new Answer(index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    });
}
