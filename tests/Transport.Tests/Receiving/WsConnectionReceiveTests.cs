using System.Text;

namespace TypedWs.Transport.Tests.Receiving;

public sealed class WsConnectionReceiveTests
{
    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task Receive_ManyFramesOfOneRead_HandsThemOverInOrder(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role);
        byte[] frames = [.. Enumerable.Range(0, 500).SelectMany(i => RawFrame.Text($"message {i}", fixture.PeerMasks))];

        await fixture.Peer.SendAsync(frames);

        for (int i = 0; i < 500; i++)
            Assert.Equal($"message {i}", await fixture.Receiver.NextTextAsync());
    }

    [Fact]
    public async Task Receive_ReceiverNotFinished_HandsOverTheNextOnlyThen()
    {
        var gate = new TaskCompletionSource();
        await using var fixture = new ConnectionFixture(WsRole.Server, receive: receiver => receiver.Handler = _ => new ValueTask(gate.Task));
        await fixture.Peer.SendAsync([.. RawFrame.Text("one", masked: true), .. RawFrame.Text("two", masked: true)]);
        Assert.Equal("one", await fixture.Receiver.NextTextAsync());

        ValueTask<(WsMessageType, byte[] Payload)> second = fixture.Receiver.NextAsync();
        Assert.False(second.IsCompleted);
        gate.SetResult();

        Assert.Equal("two", Encoding.UTF8.GetString((await second).Payload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_ReceiverThrows_ClosesWith1011(bool synchronously)
    {
        var failure = new InvalidOperationException("secret");
        await using var fixture = new ConnectionFixture(WsRole.Server, receive: receiver => receiver.Handler = async _ =>
        {
            if (!synchronously)
                await Task.Yield();
            throw failure;
        });
        fixture.Logger.ExpectsErrors = true;

        await fixture.SendTextAsync("go");
        RawPeer.Frame close = await fixture.Peer.ExpectCloseAsync(1011);
        Assert.DoesNotContain("secret", close.CloseReason, StringComparison.Ordinal);
        await fixture.Peer.SendAsync(RawFrame.Close(1011, "", masked: true));
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal(WsCloseCode.InternalError, closed.Code);
        Assert.Same(failure, closed.Exception);
        Assert.Contains(fixture.Logger.Entries, entry => entry.Exception == failure);
    }

    [Fact]
    public async Task Receive_Ping_IsAnsweredWithItsPayloadBetweenFragments()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);

        await fixture.Peer.SendAsync([.. RawFrame.Text("a", true, final: false), .. RawFrame.Create(9, "are you there"u8, true)]);
        Assert.Equal("are you there", (await fixture.Peer.ExpectAsync(10)).Text);
        await fixture.Peer.SendAsync(RawFrame.Create(0, "b"u8, true));

        Assert.Equal("ab", await fixture.Receiver.NextTextAsync());
    }

    [Fact]
    public async Task Receive_ManyPingsOfOneRead_AnswersTheNewest()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, start: false);
        await fixture.Peer.SendAsync([.. Enumerable.Range(0, 100).SelectMany(i => RawFrame.Create(9, [(byte)i], masked: true))]);

        fixture.Connection.Start(fixture.Receiver);

        Assert.Equal([99], (await fixture.Peer.ExpectAsync(10)).Payload);
    }

    [Fact]
    public async Task Receive_MessageTooBig_ClosesWith1009ThatNamesTheLimit()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.MaxMessageSize = 1000);

        await fixture.Peer.SendAsync(RawFrame.Create(2, new byte[1001], masked: true));

        Assert.Contains("1000", (await fixture.Peer.ExpectCloseAsync(1009)).CloseReason, StringComparison.Ordinal);
        Assert.Contains(fixture.Logger.Entries, entry => entry.Message.Contains("1000", StringComparison.Ordinal));
    }
}
