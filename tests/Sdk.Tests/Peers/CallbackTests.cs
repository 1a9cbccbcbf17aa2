using System.Globalization;
using TypedWs.Peers;

namespace TypedWs.Tests.Peers;

/// <summary>Handlers that call back, while the other side's do the same: none of them stands behind another.</summary>
[Trait("Category", "Concurrency")]
public sealed class CallbackTests : PeerTest
{
    private const int Calls = 200;
    private const int Levels = 3;

    [Theory]
    [InlineData(WireFormat.Json, true)]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.MessagePack, true)]
    [InlineData(WireFormat.MessagePack, false)]
    public async Task Requests_ThatCallBackThreeLevelsDeepInBothDirections_AreAllAnswered(WireFormat format, bool inline)
    {
        (Side client, Side server) = CreatePair(format, Options(inline), Options(inline));
        CallBack(client);
        CallBack(server);

        Task<Answer>[] asked = [.. Enumerable.Range(0, Calls).Select(i => (i % 2 == 0 ? client : server).AskAsync("3").AsTask())];

        foreach (Answer answer in await Task.WhenAll(asked).Limited())
            Assert.Equal("0123", answer.Text);
    }

    /// <summary>The queues of both sides are full of messages whose handlers wait for answers that stand behind them.</summary>
    [Theory]
    [InlineData(WireFormat.Json, true)]
    [InlineData(WireFormat.MessagePack, false)]
    public async Task OneWayHandlers_ThatCallBackWithFullQueuesOnBothSides_AllEnd(WireFormat format, bool inline)
    {
        (Side client, Side server) = CreatePair(format, Options(inline), Options(inline));
        CallBack(client);
        CallBack(server);
        Task handled = Task.WhenAll(CallBackFromNotes(client), CallBackFromNotes(server));

        for (int i = 0; i < Calls; i++)
        {
            await client.SendNoteAsync("", i).Limited();
            await server.SendNoteAsync("", i).Limited();
        }

        await handled.Limited();
    }

    private static PeerOptions Options(bool inline) => new()
    {
        RunHandlersInline = inline,
        MaxQueuedMessages = 2,
        OverflowFactor = 1000,
        MaxConcurrentRequests = (Levels + 1) * Calls,
    };

    private static void CallBack(Side side) => side.Handlers.Ask = async (ask, token) =>
    {
        int level = int.Parse(ask.Text, CultureInfo.InvariantCulture);
        return new Answer((level > 0 ? (await side.AskAsync((level - 1).ToString(CultureInfo.InvariantCulture), token)).Text : "") + ask.Text);
    };

    private static Task CallBackFromNotes(Side side)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        side.Handlers.Note = async (note, _) =>
        {
            Assert.Equal("012", (await side.AskAsync("2")).Text);
            if (note.Number == Calls - 1)
                done.SetResult();
        };
        return done.Task;
    }
}
