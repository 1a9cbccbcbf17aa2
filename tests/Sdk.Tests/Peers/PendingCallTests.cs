using System.Text;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Calls go back to their pool once. The reply types here are this class's own, so that no other test uses their pools.</summary>
[Trait("Category", "Concurrency")]
public sealed class PendingCallTests : PeerTest
{
    private const int Runs = 500;

    private sealed record First(string Text);

    private sealed record Second(string Text);

    private sealed record Third(string Text);

    private sealed class FirstCodec : Codec<First>
    {
        protected override First Create(string text) => new(text);
    }

    private sealed class SecondCodec : Codec<Second>
    {
        protected override Second Create(string text) => new(text);
    }

    private sealed class ThirdCodec : Codec<Third>
    {
        protected override Third Create(string text) => new(text);
    }

    private abstract class Codec<T> : TestMethods.TextCodec<T>
    {
        protected override string TextOf(T value) => throw new NotSupportedException("Only read.");
    }

    [Fact]
    public async Task GetResult_Twice_FailsAndGivesTheCallBackOnce()
    {
        (Side side, _) = CreateRaw();
        var method = new RequestMethod<Ask, First>("t.ask", new TestMethods.AskCodec(), new FirstCodec());
        ValueTask<First> asked = side.Peer.RequestAsync(method, new Ask("x"), default);
        await AnswerAsync(side, 0);
#pragma warning disable CA2012 // To use a ValueTask twice is the mistake whose harm is bounded here.
        Assert.Equal("y", (await asked).Text);
        Assert.Throws<InvalidOperationException>(() => asked.GetAwaiter().GetResult());
        Assert.Throws<InvalidOperationException>(() => asked.GetAwaiter().GetResult());
#pragma warning restore CA2012

        PendingCall<First> one = PendingCallPool<First>.Rent();
        PendingCall<First> two = PendingCallPool<First>.Rent();

        Assert.NotSame(one, two);
    }

    [Fact]
    public void GetResult_BeforeTheAnswer_FailsAndKeepsTheCall()
    {
        (Side side, _) = CreateRaw();
        var method = new RequestMethod<Ask, Second>("t.ask", new TestMethods.AskCodec(), new SecondCodec());
        ValueTask<Second> asked = side.Peer.RequestAsync(method, new Ask("x"), default);

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() =>
        {
#pragma warning disable CA2012 // To block on a ValueTask is the mistake whose harm is bounded here.
            asked.GetAwaiter().GetResult();
#pragma warning restore CA2012
        });

        Assert.Contains("Await", thrown.Message, StringComparison.Ordinal);
        ValueTask<Second> other = side.Peer.RequestAsync(method, new Ask("x"), default);
        Assert.False(asked.IsCompleted);
        Assert.NotEqual(asked, other);
    }

    /// <summary>Answer, cancellation and time-out race for the same calls; each call ends once, in one of the three ways, and none leaves a slot behind.</summary>
    [Fact]
    public async Task Complete_AnswerAndCancellationRace_EndsEachCallOnce()
    {
        (Side side, _) = CreateRaw(options: new PeerOptions { MaxPendingRequests = 1, RequestTimeout = TimeSpan.FromSeconds(1) });
        var method = new RequestMethod<Ask, Third>("t.ask", new TestMethods.AskCodec(), new ThirdCodec());
        int answered = 0, given = 0;
        for (uint run = 0; run < Runs; run++)
        {
            using var cancellation = new CancellationTokenSource();
            ValueTask<Third> asked = side.Peer.RequestAsync(method, new Ask("x"), cancellation.Token);
            uint id = (run & 0xffff) << 16;
            using var start = new Barrier(2);
            Task canceller = Task.Run(() =>
            {
                start.SignalAndWait(Limit);
                if (id / 65536 % 2 == 0)
                    cancellation.Cancel();
                else
                    side.Clock.Advance(TimeSpan.FromSeconds(2));
            });
            start.SignalAndWait(Limit);
            ValueTask received = side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"text":"y"}}"""));
            try
            {
                await asked;
                answered++;
            }
            catch (Exception e) when (e is OperationCanceledException or RequestTimeoutException)
            {
                given++;
            }

            await canceller.Limited();
            await received;
        }

        Assert.Equal(Runs, answered + given);
        PendingCall<Third> one = PendingCallPool<Third>.Rent();
        Assert.NotSame(one, PendingCallPool<Third>.Rent());
    }

    private static ValueTask AnswerAsync(Side side, uint id)
        => side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"text":"y"}}"""));
}
