using System.Text;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>The life of a request, seen from the side that makes it.</summary>
public sealed class RequestTests : PeerTest
{
    private const string AskX = """{"jsonrpc":"2.0","id":0,"method":"t.ask","params":{"text":"x"}}""";
    private const string CancelX = """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":0}}""";

    [ThreadStatic]
    private static bool _isInLoop;

    [Fact]
    public async Task RequestAsync_NoAnswerInTime_TimesOutAndCancelsTheOtherSide()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RequestTimeout = TimeSpan.FromSeconds(5) });
        Task<Answer> asked = side.AskAsync("x").AsTask();

        Assert.Equal(AskX, await raw.NextTextAsync());
        side.Clock.Advance(TimeSpan.FromSeconds(4.9));
        await raw.AssertNothingMoreAsync(); // A time-out would have sent a cancellation.
        side.Clock.Advance(TimeSpan.FromSeconds(0.3));

        RequestTimeoutException thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => asked.Limited());
        Assert.Equal(("t.ask", TimeSpan.FromSeconds(5)), (thrown.Method, thrown.RequestTimeout));
        Assert.Contains("PeerOptions.RequestTimeout", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(CancelX, await raw.NextTextAsync());
    }

    [Fact]
    public async Task RequestAsync_AfterAnIdleTime_GetsItsWholeTimeout()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RequestTimeout = TimeSpan.FromSeconds(5) });
        Task<Answer> first = side.AskAsync("x").AsTask();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
        await first.Limited();
        side.Clock.Advance(TimeSpan.FromMinutes(10));

        Task<Answer> second = side.AskAsync("x").AsTask();
        await raw.NextTextAsync();
        await raw.NextTextAsync();
        side.Clock.Advance(TimeSpan.FromSeconds(4.9));
        await raw.AssertNothingMoreAsync();
        side.Clock.Advance(TimeSpan.FromSeconds(0.3));

        await Assert.ThrowsAsync<RequestTimeoutException>(() => second.Limited());
    }

    [Fact]
    public async Task RequestAsync_InfiniteTimeout_Waits()
    {
        (Side side, _) = CreateRaw(options: new PeerOptions { RequestTimeout = Timeout.InfiniteTimeSpan });
        Task<Answer> asked = side.AskAsync("x").AsTask();

        side.Clock.Advance(TimeSpan.FromDays(100));

        Assert.False(asked.IsCompleted);
        side.Peer.Abort("enough");
        await Assert.ThrowsAsync<RequestLostException>(() => asked.Limited());
    }

    [Fact]
    public async Task RequestAsync_Cancelled_EndsAtOnceAndCancelsTheOtherSide()
    {
        (Side side, RawSide raw) = CreateRaw();
        using var cancellation = new CancellationTokenSource();
        Task<Answer> asked = side.AskAsync("x", cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Limited());
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Equal(AskX, await raw.NextTextAsync());
        Assert.Equal(CancelX, await raw.NextTextAsync());
    }

    [Fact]
    public async Task RequestAsync_CancelledBefore_SendsNothing()
    {
        (Side side, RawSide raw) = CreateRaw();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => side.AskAsync("x", new CancellationToken(true)).AsTask());

        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task RequestAsync_Cancelled_FiresTheHandlersToken(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Handlers.Ask = async (_, token) =>
        {
            await using (token.UnsafeRegister(_ => cancelled.SetResult(), null))
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("not reached");
            }
        };
        using var cancellation = new CancellationTokenSource();
        Task<Answer> asked = client.AskAsync("x", cancellation.Token).AsTask();
        await entered;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Limited());
        await cancelled;
    }

    [Fact]
    public async Task Receive_CancelledRequest_IsAnsweredWithCancelled()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Ask = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new Answer("not reached");
        };

        foreach (string id in (string[])["7", "\"seven\"", "70000000000000000000"])
        {
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"t.ask","params":{"text":"x"}}""");
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{id}}}}}""");
            Assert.Equal($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32800,"message":"The request was cancelled."}}""", await raw.NextTextAsync());
        }
    }

    [Fact]
    public async Task Receive_CancelledRequestThatSucceedsAnyway_IsAnsweredWithItsResult()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Ask = async (_, token) =>
        {
            var fired = new TaskCompletionSource();
            await using (token.UnsafeRegister(_ => fired.SetResult(), null))
                await fired;
            return new Answer("too late");
        };

        await raw.SendAsync(AskX);
        await raw.SendAsync(CancelX);

        Assert.Equal("""{"jsonrpc":"2.0","id":0,"result":{"text":"too late"}}""", await raw.NextTextAsync());
    }

    /// <summary>An id is the slot in its low 16 bits and the slot's generation above.</summary>
    [Fact]
    public async Task Receive_LateAnswer_IsDroppedAndFreesItsSlotOnlyThen()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { MaxPendingRequests = 2 });
        using var cancellation = new CancellationTokenSource();
        Task<Answer> late = side.AskAsync("x", cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.Limited());
        Task<Answer> second = side.AskAsync("x").AsTask();

        TooManyRequestsException thrown = Assert.Throws<TooManyRequestsException>(() => { _ = side.AskAsync("x").AsTask(); });
        Assert.Contains("PeerOptions.MaxPendingRequests", thrown.Message, StringComparison.Ordinal);
        await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","id":0,"result":{"text":"late"}}"""u8.ToArray());
        Assert.True(side.HasLogged(207));
        Task<Answer> third = side.AskAsync("x").AsTask();
        await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","id":0,"result":{"text":"late again"}}"""u8.ToArray());
        Assert.False(third.IsCompleted);
        await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","id":65536,"result":{"text":"third"}}"""u8.ToArray());

        Assert.Equal("third", (await third.Limited()).Text);
        Assert.False(second.IsCompleted);
        side.Peer.Abort("enough");
        await Assert.ThrowsAsync<RequestLostException>(() => second.Limited());
    }

    [Fact]
    public async Task RequestAsync_ConnectionEnds_IsLostAndMayHaveBeenExecuted()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> asked = side.AskAsync("x").AsTask();
        await raw.NextTextAsync();

        raw.Connection.Abort("gone");

        RequestLostException thrown = await Assert.ThrowsAsync<RequestLostException>(() => asked.Limited());
        Assert.True(thrown.WasSent);
        Assert.Equal(("t.ask", WsCloseCode.Abnormal), (thrown.Method, thrown.Closed.Code));
    }

    [Fact]
    public async Task RequestAsync_AnswerThatTheContractRefuses_FailsTheCallOnly()
    {
        (Side side, RawSide raw) = CreateRaw();
        foreach ((int slot, string result) in ((int, string)[])[(0, """{"txt":1}"""), (65536, "5"), (131072, """{"text":"refused by the constructor"}""")])
            await Refuse(slot, result);

        async Task Refuse(int id, string result)
        {
            Task<Answer> asked = side.AskAsync("x").AsTask();
            await raw.NextTextAsync();
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{{{result}}}}""");
            PayloadException thrown = await Assert.ThrowsAsync<PayloadException>(() => asked.Limited());
            Assert.Contains("in the answer to t.ask", thrown.Message, StringComparison.Ordinal);
            await raw.AssertNothingMoreAsync();
        }
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"},"traceparent":"00"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"},"error":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}} """)]
    [InlineData("""{"result":["y"],"id":0,"jsonrpc":"2.0"}""")]
    public async Task RequestAsync_AnswerThatIsNotCanonical_IsRead(string answer)
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> asked = side.AskAsync("x").AsTask();

        await raw.SendAsync(answer);

        Assert.Equal("y", (await asked.Limited()).Text);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":null,"error":{"code":5,"message":"no","data":{"a":[1]}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"error":{"code":5,"message":"no","data":{"a":[1]}}}""")]
    [InlineData("""{"error":{"data":{"a":[1]},"x":[{}],"message":"n\u006f","code":5},"id":0,"jsonrpc":"2.0"}""")]
    public async Task RequestAsync_AnsweredWithAnError_ThrowsItWithItsData(string answer)
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> asked = side.AskAsync("x").AsTask();

        await raw.SendAsync(answer);

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => asked.Limited());
        Assert.Equal((5, "no", WireFormat.Json), (thrown.Code, thrown.Message, thrown.DataFormat));
        Assert.Equal("""{"a":[1]}""", Encoding.UTF8.GetString(thrown.RawData.Span));
    }

    [Theory]
    [InlineData("\"boom\"", -32603, "boom")]
    [InlineData("5", 5, "The other side answered with the error 5 and no message.")]
    [InlineData("""{"code":1.5,"message":null}""", -32603, "The other side answered with an error that has neither code nor message; its data is all that came.")]
    [InlineData("""{"code":1,"message":"\ud800"}""", -32603, "The other side answered with an error that cannot be read.")]
    public async Task RequestAsync_AnsweredWithAnOddError_IsStillAnError(string error, int code, string message)
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> asked = side.AskAsync("x").AsTask();

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":0,"error":{{error}}}""");

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => asked.Limited());
        Assert.Equal((code, message), (thrown.Code, thrown.Message));
    }

    /// <summary>The call is failed at once, and the message is looked at for what it is.</summary>
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"},"id":"other"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}""", """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"The text is not valid JSON, or is nested too deeply."}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":1,"method":"t.save","params":["y"]}""", """{"jsonrpc":"2.0","id":0,"result":null}""")]
    public async Task RequestAsync_AnswerThatTurnsOutToBeNone_Fails(string answer, string? reply)
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> asked = side.AskAsync("x").AsTask();
        await raw.NextTextAsync();

        await raw.SendAsync(answer);

        await Assert.ThrowsAsync<PayloadException>(() => asked.Limited());
        if (reply is not null)
            Assert.Equal(reply, await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task RequestAsync_HandlerThrowsRemoteException_ArrivesAsItIsAndTravelsOn(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        byte[] data = format == WireFormat.Json ? "[1]"u8.ToArray() : [0x91, 0x01];
        client.Handlers.Ask = (_, _) => throw new RemoteException(1234, "mine") { RawData = data, DataFormat = format };
        server.Handlers.Ask = async (_, _) => await server.AskAsync("back");

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal((1234, "mine", format), (thrown.Code, thrown.Message, thrown.DataFormat));
        Assert.Equal(data, thrown.RawData.ToArray());
    }

    [Theory]
    [InlineData(false, "The handler failed. The other side's log tells why.")]
    [InlineData(true, "InvalidOperationException: secret")]
    public async Task RequestAsync_HandlerFails_TellsNoDetailsUnlessAskedTo(bool details, string message)
    {
        (Side client, Side server) = CreatePair(server: new PeerOptions { IncludeErrorDetails = details });
        server.Log.ExpectsErrors = true;
        server.Handlers.Ask = static (_, _) => throw new InvalidOperationException("secret");

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal((ErrorCodes.InternalError, message), (thrown.Code, thrown.Message));
        Assert.Single(server.Log.Entries, static entry => entry.EventId.Id == 200);
        server.Handlers.Ask = static (ask, _) => new(new Answer(ask.Text));
        Assert.Equal("still there", (await client.AskAsync("still there").Limited()).Text);
    }

    [Fact]
    public async Task RequestAsync_ReplyThatCannotBeWritten_IsAnInternalError()
    {
        (Side client, Side server) = CreatePair();
        server.Log.ExpectsErrors = true;
        server.Handlers.Ask = static (_, _) => new(new Answer(TestMethods.AskCodec.Unwritable));

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal(ErrorCodes.InternalError, thrown.Code);
        Assert.Single(server.Log.Entries, static entry => entry.EventId.Id == 209);
    }

    [Fact]
    public async Task RequestAsync_RequestThatCannotBeWritten_ThrowsAndLeavesNothingBehind()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { MaxPendingRequests = 1 });

        for (int i = 0; i < 3; i++)
            Assert.Throws<NotSupportedException>(() => { _ = side.AskAsync(TestMethods.AskCodec.Unwritable).AsTask(); });

        Task<Answer> asked = side.AskAsync("x").AsTask();
        Assert.Contains("\"text\":\"x\"", await raw.NextTextAsync(), StringComparison.Ordinal);
        side.Peer.Abort("enough");
        await Assert.ThrowsAsync<RequestLostException>(() => asked.Limited());
    }

    [Fact]
    public async Task Receive_Answer_RunsTheContinuationElsewhere()
    {
        (Side side, _) = CreateRaw();
        Task<bool> asked = AskAsync();

        _isInLoop = true;
        ValueTask received = side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}"""u8.ToArray());
        _isInLoop = false;

        await received;
        Assert.False(await asked.Limited());

        async Task<bool> AskAsync()
        {
            await side.AskAsync("x").ConfigureAwait(false);
            return _isInLoop;
        }
    }

    [Fact]
    public async Task Attach_Twice_Throws()
    {
        (Side side, _) = CreateRaw();

        Assert.Throws<InvalidOperationException>(() => side.Peer.Attach(side.Connection));
        Assert.Equal("y", (await AskAndAnswer()).Text);

        async Task<Answer> AskAndAnswer()
        {
            Task<Answer> asked = side.AskAsync("x").AsTask();
            await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}"""u8.ToArray());
            return await asked.Limited();
        }
    }

    [Fact]
    public void SendAsync_BeforeAttach_SaysWhatToDo()
    {
        var peer = new Peer(new PeerOptions(), WireFormat.Json, [], Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => { _ = peer.SendAsync(TestMethods.Tick, new Tick()).AsTask(); });

        Assert.Contains("Attach", thrown.Message, StringComparison.Ordinal);
    }
}
