using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Handlers that fail because a connection ends: their own, which is nobody's fault, or another one.</summary>
[Trait("Category", "Concurrency")]
public sealed class LostHandlerTests : PeerTest
{
    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource<Exception> _failed = new();

    [Theory]
    [InlineData("request")]
    [InlineData("send")]
    [InlineData("stream")]
    public async Task Handler_MeetsTheEndOfItsOwnConnection_LogsNoError(string what)
    {
        (Side client, Side server) = CreatePair();
        client.Handlers.Ask = static async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new Answer("");
        };
        client.Handlers.List = static (_, token) => Endless(token);
        server.Handlers.Note = (_, _) => FailAsync(server, what);

        await client.SendNoteAsync("x").Limited();
        await _entered;
        client.Peer.Abort("gone");

        Assert.IsType(what switch { "request" => typeof(RequestLostException), "send" => typeof(WsClosedException), _ => typeof(StreamLostException) }, await _failed);
        await server.Peer.Completion.Limited();
        Assert.False(server.HasLogged(200));
    }

    [Fact]
    public async Task Handler_OfARequest_MeetsTheCloseOfItsOwnConnection_LogsNoError()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Save = async (_, token) =>
        {
            _entered.SetResult();
            await server.Peer.CloseAsync(WsCloseCode.GoingAway, "enough", token);
            await server.SendNoteAsync("x");
        };

        Task asked = client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask();

        await Assert.ThrowsAsync<RequestLostException>(() => asked.Limited());
        await server.Peer.Completion.Limited();
        Assert.False(server.HasLogged(200));
    }

    [Theory]
    [InlineData("request")]
    [InlineData("send")]
    [InlineData("stream")]
    public async Task Handler_MeetsTheEndOfAnotherConnection_LogsAnError(string what)
    {
        (Side client, Side server) = CreatePair();
        (Side other, Side far) = CreatePair();
        far.Handlers.Ask = static async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new Answer("");
        };
        far.Handlers.List = static (_, token) => Endless(token);
        server.Handlers.Note = (_, _) => FailAsync(other, what);
        server.Log.ExpectsErrors = true;

        await client.SendNoteAsync("x").Limited();
        await _entered;
        far.Peer.Abort("gone");

        Exception failed = await _failed;
        await client.AskAsync("fence").Limited();
        await client.Peer.CloseAsync().Limited();
        await server.Peer.Completion.Limited();
        Assert.Same(failed, Assert.Single(server.Log.Entries, static entry => entry.EventId.Id == 200).Exception);
    }

    [Fact]
    public async Task ConnectedHook_MeetsTheEndOfItsOwnConnection_LogsNoError()
    {
        Side? server = null;
        (Side client, server) = CreatePair(onConnected: async _ =>
        {
            _entered.SetResult();
            await _failed.Task;
            await server!.SendNoteAsync("x");
        });
        await _entered;

        client.Peer.Abort("gone");
        await server.Connection.Completion.Limited();
        _failed.SetResult(new IOException());

        await server.Peer.Completion.Limited();
        Assert.False(server.HasLogged(210));
    }

    /// <summary>Does something on a connection that ends meanwhile.</summary>
    private async ValueTask FailAsync(Side side, string what)
    {
        try
        {
            switch (what)
            {
                case "request":
                    Task<Answer> asked = side.AskAsync("x").AsTask();
                    _entered.SetResult();
                    await asked;
                    break;
                case "send":
                    _entered.SetResult();
                    await side.Connection.Completion.Limited();
                    await side.SendNoteAsync("x");
                    break;
                default:
                    await foreach (Answer answer in side.List("x"))
                        _entered.SetResult();
                    break;
            }
        }
        catch (Exception e)
        {
            _failed.SetResult(e);
            throw;
        }
    }

    private static async IAsyncEnumerable<Answer> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new Answer("first");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
