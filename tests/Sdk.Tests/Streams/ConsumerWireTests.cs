using TypedWs.Peers;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>What a consumer sends, byte for byte, and what it accepts from whoever produces.</summary>
public sealed class ConsumerWireTests : PeerTest
{
    [Fact]
    public async Task Consumer_AsksForTheNextBatch_WhileItTakesOne()
    {
        (Side side, RawSide raw) = CreateRaw();
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        Assert.Equal("""{"jsonrpc":"2.0","id":0,"method":"t.list","params":{"text":"x"}}""", await raw.NextTextAsync());

        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":7,"values":[{"text":"a"},{"text":"b"}]}}""");
        Assert.True(await moved.Limited());
        Assert.Equal("""{"jsonrpc":"2.0","id":65536,"method":"$/enumerator/next","params":{"token":7}}""", await raw.NextTextAsync());

        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"values":[{"text":"c"}],"finished":true}}""");
        Assert.True(await answers.MoveNextAsync().Limited());
        Assert.Equal(new Answer("b"), answers.Current);
        Assert.True(await answers.MoveNextAsync().Limited());
        Assert.Equal(new Answer("c"), answers.Current);
        Assert.False(await answers.MoveNextAsync().Limited());
        await answers.DisposeAsync();
        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData("\"a-7\"")]
    [InlineData("1.50")]
    [InlineData("""{"handle":[1,"x"]}""")]
    [InlineData("18446744073709551616")]
    [InlineData("false")]
    public async Task Token_IsEchoedAsItCame(string token)
    {
        (Side side, RawSide raw) = CreateRaw();
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();

        await raw.SendAsync($$$"""{"id":0,"result":{"values":[],"token":{{{token}}}},"jsonrpc":"2.0"}""");

        Assert.Equal($$$"""{"jsonrpc":"2.0","id":65536,"method":"$/enumerator/next","params":{"token":{{{token}}}}}""", await raw.NextTextAsync());
        await answers.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await moved);
    }

    [Fact]
    public async Task Token_InMessagePack_IsEchoedAsItCame()
    {
        (Side side, RawSide raw) = CreateRaw(WireFormat.MessagePack);
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextBinaryAsync();

        await raw.SendAsync(0x94, 0x01, 0x00, 0xc0, 0x92, 0xa1, (byte)'t', 0x91, 0x91, 0xa1, (byte)'a');

        Assert.True(await moved.Limited());
        Assert.Equal([0x94, 0x00, 0xce, 0x00, 0x01, 0x00, 0x00, 0xb1, .. "$/enumerator/next"u8, 0x91, 0xa1, (byte)'t'], await raw.NextBinaryAsync());
        await raw.SendAsync(0x94, 0x01, 0xce, 0x00, 0x01, 0x00, 0x00, 0xc0, 0x92, 0x91, 0x91, 0xa1, (byte)'b', 0xc3);
        Assert.True(await answers.MoveNextAsync().Limited());
        Assert.Equal(new Answer("b"), answers.Current);
        Assert.False(await answers.MoveNextAsync().Limited());
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{"token":null}""", 0)]
    [InlineData("""{"token":null,"values":null}""", 0)]
    [InlineData("""{"values":[{"text":"a"}]}""", 1)]
    public async Task Opening_WithoutAToken_IsTheWholeStream(string opening, int count)
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<int> counted = side.List("x").CountAsync(Limit).AsTask();
        await raw.NextTextAsync();

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":0,"result":{{opening}}}""");

        Assert.Equal(count, await counted);
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Batch_WithoutFinished_GoesOn()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<int> counted = side.List("x").CountAsync(Limit).AsTask();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":1}}""");
        await raw.NextTextAsync();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"values":[{"text":"a"}]}}""");
        Assert.Contains("\"id\":131072,", await raw.NextTextAsync(), StringComparison.Ordinal);
        await raw.SendAsync("""{"jsonrpc":"2.0","id":131072,"result":{"finished":true}}""");

        Assert.Equal(1, await counted);
    }

    [Fact]
    public async Task Batch_EmptyAndNotFinished_IsAnError()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<int> counted = side.List("x").CountAsync(Limit).AsTask();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":1}}""");
        await raw.NextTextAsync();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"values":[]}}""");

        PayloadException exception = await Assert.ThrowsAsync<PayloadException>(() => counted);
        Assert.Equal("values: expected a value, or finished to be true, but there is neither (in the stream of t.list)", exception.Message);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Batch_ThatIsNotTheContracts_IsAnErrorAndAborts()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<int> counted = side.List("x").CountAsync(Limit).AsTask();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":1}}""");
        await raw.NextTextAsync();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"values":[{"text":7}]}}""");

        PayloadException exception = await Assert.ThrowsAsync<PayloadException>(() => counted);
        Assert.StartsWith("values[0].text: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""", await raw.NextTextAsync());
    }

    [Theory]
    [InlineData("\"result\":{\"values\":[{\"text\":\"a\"}]}", true)]
    [InlineData("\"error\":{\"code\":-32800,\"message\":\"\"}", true)]
    [InlineData("\"result\":{\"values\":[],\"finished\":true}", false)]
    [InlineData("\"error\":{\"code\":1,\"message\":\"\"}", false)]
    public async Task Dispose_WhileNextIsPending_CancelsItAndAbortsOnlyWhatGoesOn(string answer, bool aborts)
    {
        (Side side, RawSide raw) = CreateRaw();
        IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":1,"values":[{"text":"a"}]}}""");
        Assert.True(await moved.Limited());
        await raw.NextTextAsync();

        await answers.DisposeAsync();

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":65536}}""", await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":65536,{{answer}}}""");
        if (aborts)
            Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""", await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Cancel_BeforeTheOpening_CancelsTheRequestAndAbortsWhatItOpens()
    {
        (Side side, RawSide raw) = CreateRaw();
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator(cancellation.Token);
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await moved);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":0}}""", await raw.NextTextAsync());
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":9}}""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}""", await raw.NextTextAsync());
    }

    [Theory]
    [InlineData("{\"token\":9}", true)]
    [InlineData("{\"values\":[{\"text\":\"late\"}],\"token\":9}", true)]
    [InlineData("{\"values\":[{\"text\":\"all\"}]}", false)]
    public async Task Opening_AfterTheIdleLimit_IsNotTakenAndAbortsWhatItOpens(string opening, bool aborts)
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StreamIdleTimeout = TimeSpan.FromSeconds(10), MaxPendingRequests = 1 });
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();

        side.Clock.Advance(TimeSpan.FromSeconds(12));

        await Assert.ThrowsAsync<StreamTimeoutException>(async () => await moved.Limited());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":0}}""", await raw.NextTextAsync());
        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":0,"result":{{opening}}}""");
        if (aborts)
            Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}""", await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
        await Assert.ThrowsAsync<StreamTimeoutException>(async () => await answers.MoveNextAsync().Limited());
        Assert.Equal(0, side.Peer.PendingCallCount);

        // Its slot is free again.
        Task<Answer> asked = side.AskAsync("next").AsTask();
        Assert.Contains("\"id\":65536,", await raw.NextTextAsync(), StringComparison.Ordinal);
        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"text":"y"}}""");
        await asked.Limited();
    }

    [Fact]
    public async Task Next_AnsweredAfterTheIdleLimit_AbortsOnce()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StreamIdleTimeout = TimeSpan.FromSeconds(10) });
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":9}}""");
        await raw.NextTextAsync();

        side.Clock.Advance(TimeSpan.FromSeconds(12));

        await Assert.ThrowsAsync<StreamTimeoutException>(async () => await moved.Limited());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":65536}}""", await raw.NextTextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}""", await raw.NextTextAsync());
        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"values":[{"text":"late"}]}}""");
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task UnknownToken_IsTheProducersError()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<int> counted = side.List("x").CountAsync(Limit).AsTask();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":1}}""");
        await raw.NextTextAsync();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"error":{"code":-32001,"message":"gone"}}""");

        Assert.Equal(ErrorCodes.UnknownStream, (await Assert.ThrowsAsync<RemoteException>(() => counted)).Code);
        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData("""{"text":"x","stream":{"token":"t"}}""")]
    [InlineData("""{"stream":{"token":"t"},"text":"x","more":1}""")]
    [InlineData("""["x",{"token":"t"}]""")]
    [InlineData("""["x", 7, {"token":"t"}]""")]
    public async Task Upload_InAnyShape_IsPulled(string parameters)
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Collect = static async (save, notes, token) => new Answer(save.Text + await notes.CountAsync(token));

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"t.collect","params":{{parameters}}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":0,"method":"$/enumerator/next","params":{"token":"t"}}""", await raw.NextTextAsync());
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"values":[{"text":"a"}],"finished":true}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"x1"}}""", await raw.NextTextAsync());
    }

    [Theory]
    [InlineData("""{"text":"x","stream":{}}""", 0)]
    [InlineData("""{"text":"x","stream":{"values":[{"text":"a"},{"text":"b"}]}}""", 2)]
    public async Task Upload_WithoutAToken_IsThere(string parameters, int count)
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Collect = static async (save, notes, token) => new Answer(save.Text + await notes.CountAsync(token));

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"t.collect","params":{{parameters}}}""");

        Assert.Equal($$$"""{"jsonrpc":"2.0","id":1,"result":{"text":"x{{{count}}}"}}""", await raw.NextTextAsync());
    }

    [Theory]
    [InlineData(""" "error":{"code":-32001,"message":"gone"} """)]
    [InlineData(""" "error":{"code":-32800,"message":"cancelled"} """)]
    [InlineData(""" "result":{"values":[{"text":"b"}]} """)]
    [InlineData(""" "result":{"values":[{"text":"b"}],"finished":true} """)]
    public async Task Upload_LeftWhileNextIsPending_IsAbortedBeforeTheAnswer(string answer)
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Collect = static async (save, notes, token) =>
        {
            await foreach (Note note in notes.WithCancellation(token))
                break;
            return new Answer("enough");
        };
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.collect","params":{"text":"x","stream":{"token":1,"values":[{"text":"a"}]}}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":0,"method":"$/enumerator/next","params":{"token":1}}""", await raw.NextTextAsync());

        // The enumerator is disposed before the handler answers: that calls off the next. A producer that forgets the token with the answer would never dispose of its source.
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":0}}""", await raw.NextTextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":1}}""", await raw.NextTextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"enough"}}""", await raw.NextTextAsync());
        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":0,{{answer}}}""");
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Upload_KeptWhileNextIsPending_IsForgottenWithTheAnswer()
    {
        (Side side, RawSide raw) = CreateRaw();
        IAsyncEnumerator<Note>? kept = null;
        ValueTask<bool> moved = default;
        side.Handlers.Collect = (save, notes, _) =>
        {
            kept = notes.GetAsyncEnumerator();
            moved = kept.MoveNextAsync();
            return new(new Answer("done"));
        };
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.collect","params":{"text":"x","stream":{"token":1}}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":0,"method":"$/enumerator/next","params":{"token":1}}""", await raw.NextTextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"done"}}""", await raw.NextTextAsync());

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await moved.Limited());
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"values":[{"text":"late"}]}}""");
        await raw.AssertNothingMoreAsync();
        await kept!.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"text":"x"}""", "params.stream: required, but missing")]
    [InlineData("[]", "params.text: required, but missing")]
    [InlineData("""{"text":"x","stream":7}""", "params.stream: expected an object, was a number")]
    [InlineData("""{"stream":{"token":1}}""", "params.text: required, but missing")]
    public async Task Upload_WithWrongParams_IsRefused(string parameters, string problem)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"t.collect","params":{{parameters}}}""");

        Assert.Equal($$$"""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"{{{problem}}}"}}""", await raw.NextTextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_InMessagePack_TakesTheLastPositionOrTheName(bool byName)
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Collect = static async (save, notes, token) => new Answer(save.Text + await notes.CountAsync(token));
        byte[] parameters = byName
            ? [0x82, 0xa6, .. "stream"u8, 0x92, 0x05, 0x90, 0xa4, .. "text"u8, 0xa1, (byte)'x']
            : [0x93, 0xa1, (byte)'x', 0x01, 0x91, 0x05];

        await raw.SendAsync([0x94, 0x00, 0x01, 0xa9, .. "t.collect"u8, .. parameters]);

        // In the format of the token, whatever this side's own is.
        Assert.Equal([0x94, 0x00, 0x00, 0xb1, .. "$/enumerator/next"u8, 0x91, 0x05], await raw.NextBinaryAsync());
        await raw.SendAsync(0x94, 0x01, 0x00, 0xc0, 0x92, 0x91, 0x92, 0xa1, (byte)'a', 0x01, 0xc3);
        Assert.Equal([0x94, 0x01, 0x01, 0xc0, 0x91, 0xa2, (byte)'x', (byte)'1'], await raw.NextBinaryAsync());
    }
}
