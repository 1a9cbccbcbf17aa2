using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Requests that wait for room in the send buffer, and answers to a peer that does not read.</summary>
[Trait("Category", "Concurrency")]
public sealed class FullSendBufferTests : PeerTest
{
    private static readonly string Big = new('x', 70_000); // More than the high-water mark.

    private readonly TaskCompletionSource _window = new();

    [Fact]
    public async Task RequestAsync_TimesOutWhileItWaitsForRoom_EndsAndIsNeverSent()
    {
        (Side side, RawSide raw) = await CreateFullAsync();
        Task<Answer> asked = side.AskAsync("x").AsTask();

        side.Clock.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<RequestTimeoutException>(() => asked.Limited());
        await AssertNothingWasSentAndTheSlotIsFreeAsync(side, raw);
    }

    [Fact]
    public async Task RequestAsync_CancelledWhileItWaitsForRoom_EndsAndIsNeverSent()
    {
        (Side side, RawSide raw) = await CreateFullAsync();
        using var cancellation = new CancellationTokenSource();
        Task<Answer> asked = side.AskAsync("x", cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Limited());
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        await AssertNothingWasSentAndTheSlotIsFreeAsync(side, raw);
    }

    [Fact]
    public async Task RequestAsync_ConnectionEndsWhileItWaitsForRoom_IsLostAndWasNotSent()
    {
        (Side side, _) = await CreateFullAsync();
        Task<Answer> asked = side.AskAsync("x").AsTask();

        side.Peer.Abort("gone");

        RequestLostException thrown = await Assert.ThrowsAsync<RequestLostException>(() => asked.Limited());
        Assert.False(thrown.WasSent);
    }

    [Fact]
    public async Task RequestAsync_WaitsForRoom_IsSentAndAnsweredThen()
    {
        (Side side, RawSide raw) = await CreateFullAsync();
        Task<Answer> asked = side.AskAsync("x").AsTask();
        Assert.False(asked.IsCompleted);

        _window.SetResult();
        await raw.NextTextAsync();
        await raw.NextTextAsync();
        Assert.Equal("""{"jsonrpc":"2.0","id":0,"method":"t.ask","params":{"text":"x"}}""", await raw.NextTextAsync());
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");

        Assert.Equal("y", (await asked.Limited()).Text);

        // What waited is counted by who followed its wait: the answer may be faster.
        while (side.Peer.MessagesSent < 3)
            await Task.Delay(1, Limit);
        Assert.Equal(3ul, side.Peer.MessagesSent);
    }

    [Fact]
    public async Task RequestAsync_CannotBeWrittenWhenThereIsRoom_FailsTheCall()
    {
        (Side side, RawSide raw) = await CreateFullAsync();
        Task<Answer> asked = side.AskAsync(TestMethods.AskCodec.Unwritable).AsTask();

        _window.SetResult();

        await Assert.ThrowsAsync<NotSupportedException>(() => asked.Limited());
        await raw.NextTextAsync();
        await raw.NextTextAsync();
        await raw.AssertNothingMoreAsync();
    }

    /// <summary>A peer must not be able to answer what was not asked yet, nor to harm anything by it.</summary>
    [Fact]
    public async Task Receive_AnswerToARequestThatStillWaits_CompletesItOnce()
    {
        (Side side, RawSide raw) = await CreateFullAsync();
        Task<Answer> asked = side.AskAsync("x").AsTask();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"guessed"}}""");

        Assert.Equal("guessed", (await asked.Limited()).Text);
        await AssertNothingWasSentAndTheSlotIsFreeAsync(side, raw);
    }

    [Fact]
    public async Task Reply_PeerDoesNotRead_AbortsWithTheReason()
    {
        (Side side, RawSide raw) = CreateRaw(connection: new WsConnectionOptions { SendHardLimit = 200_000 });
        side.Stream.BeforeWrite = _ => _window.Task;
        side.Handlers.Ask = static (_, _) => new(new Answer(Big));

        for (int id = 0; id < 8; id++)
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"t.ask","params":{"text":"x"}}""");

        WsClosed closed = await side.Peer.Completion.Limited();
        Assert.Equal(WsCloseCode.Abnormal, closed.Code);
        Assert.Contains("SendHardLimit", closed.Reason, StringComparison.Ordinal);
        _window.SetResult();
    }

    /// <summary>One message of this side may be larger than the hard limit: that is no reason to end the conversation, nor to keep the other side working for nobody.</summary>
    [Fact]
    public async Task Cancel_BufferFullToItsHardLimit_IsSentWhenThereIsRoom()
    {
        (Side side, RawSide raw) = CreateRaw(connection: new WsConnectionOptions { SendHardLimit = 100_000 });
        using var cancellation = new CancellationTokenSource();
        Task<Answer> asked = side.AskAsync("x", cancellation.Token).AsTask();
        await raw.NextTextAsync();
        await FillToTheHardLimitAsync(side);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Limited());
        _window.SetResult();
        await raw.NextTextAsync();
        await raw.NextTextAsync();
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":0}}""", await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Abort_BufferFullToItsHardLimit_IsSentWhenThereIsRoom()
    {
        (Side side, RawSide raw) = CreateRaw(connection: new WsConnectionOptions { SendHardLimit = 100_000 });
        var arrived = new TaskCompletionSource();
        side.Handlers.Tick = (_, _) =>
        {
            arrived.SetResult();
            return default;
        };
        IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":9,"values":[{"text":"a"}]}}""");
        Assert.True(await moved.Limited());
        await raw.NextTextAsync();
        await FillToTheHardLimitAsync(side);

        await answers.DisposeAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"values":[{"text":"b"}]}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.tick","params":{}}""");
        await arrived;

        _window.SetResult();
        await raw.NextTextAsync();
        await raw.NextTextAsync();
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":65536}}""", await raw.NextTextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":9}}""", await raw.NextTextAsync());
        await raw.AssertNothingMoreAsync();
    }

    /// <summary>Has one message being written, which is stuck, and one behind it that is larger than the limit.</summary>
    private async Task FillToTheHardLimitAsync(Side side)
    {
        side.Stream.BeforeWrite = token => _window.Task.WaitAsync(token);
        await side.SendNoteAsync("first").Limited();
        await side.SendNoteAsync(new string('x', 120_000)).Limited();
    }

    /// <summary>A peer whose writes are stuck and whose buffer is full.</summary>
    private async Task<(Side Side, RawSide Raw)> CreateFullAsync()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { MaxPendingRequests = 1 });
        side.Stream.BeforeWrite = token => _window.Task.WaitAsync(token);
        Task first = side.SendNoteAsync(Big).AsTask();
        Task second = side.SendNoteAsync(Big).AsTask();
        await first.Limited();
        await second.Limited();
        return (side, raw);
    }

    private async Task AssertNothingWasSentAndTheSlotIsFreeAsync(Side side, RawSide raw)
    {
        _window.SetResult();
        Assert.Contains("t.note", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Contains("t.note", await raw.NextTextAsync(), StringComparison.Ordinal);
        await raw.AssertNothingMoreAsync();

        // The slot is given back when the request's turn has come, on another thread.
        Task<Answer>? next = null;
        while (next is null)
        {
            Limit.ThrowIfCancellationRequested();
            try
            {
                next = side.AskAsync("next").AsTask();
            }
            catch (TooManyRequestsException)
            {
                await Task.Yield();
            }
        }

        Assert.Equal("""{"jsonrpc":"2.0","id":65536,"method":"t.ask","params":{"text":"next"}}""", await raw.NextTextAsync());
        await raw.SendAsync("""{"jsonrpc":"2.0","id":65536,"result":{"text":"y"}}""");
        Assert.Equal("y", (await next.Limited()).Text);
    }
}
