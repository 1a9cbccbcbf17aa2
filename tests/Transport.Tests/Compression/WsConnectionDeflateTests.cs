using System.Buffers;
using System.Text;

namespace TypedWs.Transport.Tests.Compression;

/// <summary>What a connection compresses, and how.</summary>
public sealed class WsConnectionDeflateTests
{
    private static readonly byte[] Sentence = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"item {i * 7919 % 1000}, ")));

    private static readonly WsPayloadWriter<byte[]> Bytes = static (output, bytes) => output.Write(bytes);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task SendAsync_WithContext_MakesARepeatedMessageSmall(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role, compression: Agreement.With());

        await fixture.Connection.SendAsync(WsMessageType.Text, Sentence, Token);
        await fixture.Connection.SendAsync(WsMessageType.Text, Sentence, Token);
        RawPeer.Frame first = await fixture.Peer.ExpectAsync(1);
        RawPeer.Frame second = await fixture.Peer.ExpectAsync(1);

        Assert.Equal(0xC1, first.First);
        Assert.Equal(0xC1, second.First);
        Assert.InRange(first.Payload.Length, Sentence.Length / 10, Sentence.Length - 1);
        Assert.InRange(second.Payload.Length, 1, first.Payload.Length / 4);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task SendAsync_WithoutContext_CompressesEachMessageAlike(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role, compression: Agreement.With(serverContext: false, clientContext: false));

        await fixture.Connection.SendAsync(WsMessageType.Text, Sentence, Token);
        await fixture.Connection.SendAsync(WsMessageType.Text, Sentence, Token);
        RawPeer.Frame first = await fixture.Peer.ExpectAsync(1);
        RawPeer.Frame second = await fixture.Peer.ExpectAsync(1);

        Assert.Equal(0xC1, first.First);
        Assert.Equal(first.Payload, second.Payload);
    }

    [Theory]
    [InlineData(0, 0x82)]
    [InlineData(255, 0x82)]
    [InlineData(256, 0xC2)]
    public async Task SendAsync_LengthAroundTheLeast_IsCompressedFromThereOn(int length, byte first)
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, compression: Agreement.With());

        await fixture.Connection.SendAsync(WsMessageType.Binary, new byte[length], Token);

        Assert.Equal(first, (await fixture.Peer.ExpectAsync(2)).First);
    }

    [Fact]
    public async Task SendAsync_WithoutContextAndWithoutGain_SendsTheMessageAsItIs()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, compression: Agreement.With(serverContext: false));
        byte[] noise = new byte[1000];
        new Random(1).NextBytes(noise);

        await fixture.Connection.SendAsync(WsMessageType.Binary, noise, Token);
        RawPeer.Frame frame = await fixture.Peer.ExpectAsync(2);

        Assert.Equal(0x82, frame.First);
        Assert.Equal(noise, frame.Payload);
    }

    [Fact]
    public async Task TrySend_PreparedMessage_IsNotCompressed()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, compression: Agreement.With());

        Assert.True(fixture.Connection.TrySend(WsPreparedMessage.Create(WsMessageType.Text, Bytes, Sentence)));
        RawPeer.Frame frame = await fixture.Peer.ExpectAsync(1);

        Assert.Equal(0x81, frame.First);
        Assert.Equal(Sentence, frame.Payload);
    }

    [Fact]
    public async Task SendAsync_LargeCompressedMessage_MarksItsFirstFrameOnly()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.MaxFrameSize = 128, compression: Agreement.With());

        await fixture.Connection.SendAsync(WsMessageType.Text, Sentence, Token);
        RawPeer.Frame first = await fixture.Peer.ExpectAsync(1);
        RawPeer.Frame second = await fixture.Peer.ExpectAsync(0);

        Assert.Equal(0x41, first.First);
        Assert.Equal(0, second.First & 0x40);
    }

    [Fact]
    public async Task SendAsync_NothingAgreed_DoesNotCompressThoughItIsWanted()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.Compression = new WsCompressionOptions());

        await fixture.Connection.SendAsync(WsMessageType.Text, Sentence, Token);

        Assert.Equal(0x81, (await fixture.Peer.ExpectAsync(1)).First);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoConnections_MessagesOfAllKinds_ArriveAsTheyWereSent(bool context)
    {
        (TypedWs.Tests.DuplexStream near, TypedWs.Tests.DuplexStream far) = TypedWs.Tests.DuplexStream.CreatePair();
        WsCompressionAgreement agreement = Agreement.With(context, context);
        await using var client = new WsConnection(near, WsRole.Client, compression: agreement);
        await using var server = new WsConnection(far, WsRole.Server, compression: agreement);
        var receiver = new RecordingReceiver { Handler = null };
        client.Start(new RecordingReceiver());
        server.Start(receiver);
        var random = new Random(7);

        for (int i = 0; i < 200; i++)
        {
            byte[] payload = new byte[random.Next(i % 10 == 0 ? 300_000 : 2_000)];
            random.NextBytes(payload.AsSpan(0, payload.Length / 2));
            await client.SendAsync(WsMessageType.Binary, payload, Token);
            Assert.Equal(payload, (await receiver.NextAsync()).Payload);
        }
    }

    [Fact]
    public async Task TrySend_TakenBackAtTheHardLimit_LeavesLaterMessagesReadable()
    {
        (TypedWs.Tests.DuplexStream near, TypedWs.Tests.DuplexStream far) = TypedWs.Tests.DuplexStream.CreatePair();
        WsCompressionAgreement agreement = Agreement.With();
        var options = new WsConnectionOptions { SendHighWaterMark = 1000, SendHardLimit = 1000 };
        await using var client = new WsConnection(near, WsRole.Client, options, compression: agreement);
        await using var server = new WsConnection(far, WsRole.Server, compression: agreement);
        var receiver = new RecordingReceiver();
        client.Start(new RecordingReceiver());
        server.Start(receiver);
        byte[] noise = new byte[5000];
        new Random(3).NextBytes(noise);

        Assert.True(client.TrySend(WsMessageType.Binary, Bytes, noise[..500]));
        await client.FlushAsync(Token);
        Assert.False(client.TrySend(WsMessageType.Binary, Bytes, noise));
        Assert.True(client.TrySend(WsMessageType.Binary, Bytes, noise[4500..])); // of what the peer never saw

        Assert.Equal(noise[..500], (await receiver.NextAsync()).Payload);
        Assert.Equal(noise[4500..], (await receiver.NextAsync()).Payload);
    }
}
