using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using System.Threading.Channels;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Handshake;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task ConnectAsync_UnknownAuthority_IsRefusedWithWhatToDo()
    {
        await using var server = new TlsServer(_certificates.Server);

        WsHandshakeException error = await Assert.ThrowsAsync<WsHandshakeException>(() => ConnectAsync(server, static _ => { }));

        Assert.Contains("TLS failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("Tls.TrustedRoots", error.Message, StringComparison.Ordinal);
        Assert.IsType<AuthenticationException>(error.InnerException!.InnerException);
        Assert.Null(error.StatusCode);
    }

    [Fact]
    public async Task ConnectAsync_ItsAuthorityIsTrusted_Connects()
    {
        await using var server = new TlsServer(_certificates.Server);

        Assert.Equal(101, await ConnectAsync(server, tls => tls.TrustedRoots.Add(_certificates.Root)));
    }

    [Fact]
    public async Task ConnectAsync_OtherAuthorityIsTrusted_IsRefused()
    {
        using var others = new TestCertificates();
        await using var server = new TlsServer(_certificates.Server);

        await Assert.ThrowsAsync<WsHandshakeException>(() => ConnectAsync(server, tls => tls.TrustedRoots.Add(others.Root)));
    }

    [Fact]
    public async Task ConnectAsync_CertificateOfAnotherHost_IsRefusedThoughItsAuthorityIsTrusted()
    {
        await using var server = new TlsServer(_certificates.OtherServer);

        WsHandshakeException error = await Assert.ThrowsAsync<WsHandshakeException>(
            () => ConnectAsync(server, tls => tls.TrustedRoots.Add(_certificates.Root)));

        Assert.Contains("NameMismatch", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConnectAsync_ValidationCallback_HasTheLastWord(bool accepts)
    {
        await using var server = new TlsServer(_certificates.OtherServer);
        SslPolicyErrors found = SslPolicyErrors.None;

        Task<int> connecting = ConnectAsync(server, tls => tls.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            found = errors;
            return accepts && certificate!.Subject == "CN=elsewhere";
        });

        if (accepts)
            Assert.Equal(101, await connecting);
        else
            await Assert.ThrowsAsync<WsHandshakeException>(() => connecting);
        Assert.Equal(SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors, found);
    }

    [Fact]
    public async Task ConnectAsync_ValidationCallbackRefusesAGoodCertificate_IsRefused()
    {
        await using var server = new TlsServer(_certificates.Server);

        await Assert.ThrowsAsync<WsHandshakeException>(() => ConnectAsync(server, tls =>
        {
            tls.TrustedRoots.Add(_certificates.Root);
            tls.RemoteCertificateValidationCallback = static (_, _, _, errors) => errors != SslPolicyErrors.None;
        }));
    }

    [Fact]
    public async Task ConnectAsync_ClientCertificate_ArrivesAtTheServer()
    {
        await using var server = new TlsServer(_certificates.Server, asksForClientCertificate: true);

        int status = await ConnectAsync(server, tls =>
        {
            tls.TrustedRoots.Add(_certificates.Root);
            tls.ClientCertificates.Add(_certificates.Client);
        });

        Assert.Equal(101, status);
        Assert.Equal("CN=ada", server.ClientSubject);
    }

    [Fact]
    public async Task ConnectAsync_NoClientCertificateWhereOneIsAskedFor_Fails()
    {
        await using var server = new TlsServer(_certificates.Server, asksForClientCertificate: true);

        await Assert.ThrowsAsync<WsHandshakeException>(() => ConnectAsync(server, tls => tls.TrustedRoots.Add(_certificates.Root)));
    }

    [Fact]
    public async Task ConfigureHandler_SeesAndMayChangeTheTlsOptions()
    {
        await using var server = new TlsServer(_certificates.Server);
        bool seen = false;
        var options = new WsHandshakeOptions
        {
            Uri = server.Uri,
            ConfigureHandler = handler =>
            {
                seen = handler.SslOptions.CertificateChainPolicy is not null;
                handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12;
            },
        };
        options.Tls.TrustedRoots.Add(_certificates.Root);
        SslProtocols used = SslProtocols.None;
        options.Tls.RemoteCertificateValidationCallback = (stream, _, _, errors) =>
        {
            used = ((SslStream)stream).SslProtocol;
            return errors == SslPolicyErrors.None;
        };

        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);
        await result.Stream.DisposeAsync();

        Assert.True(seen);
        Assert.Equal(SslProtocols.Tls12, used);
    }

    [Fact]
    public async Task WsClient_OverTls_ExchangesMessages()
    {
        await using var server = new TlsServer(_certificates.Server);
        var options = new WsClientOptions { Handshake = new WsHandshakeOptions { Uri = server.Uri } };
        options.Handshake.Tls.TrustedRoots.Add(_certificates.Root);
        var handler = new Listener();
        await using var client = new WsClient(options, handler);

        await client.ConnectAsync(Token);
        await client.SendAsync(WsMessageType.Text, "over TLS"u8.ToArray(), cancellationToken: Token);

        Assert.Equal("over TLS", await handler.Texts.Reader.ReadAsync(Token));
    }

    private static async Task<int> ConnectAsync(TlsServer server, Action<WsTlsOptions> configure)
    {
        var options = new WsHandshakeOptions { Uri = server.Uri };
        configure(options.Tls);
        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);
        await result.Stream.DisposeAsync();
        return result.StatusCode;
    }

    private sealed class Listener : IWsClientHandler
    {
        public Channel<string> Texts { get; } = Channel.CreateUnbounded<string>();

        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => Texts.Writer.WriteAsync(Encoding.UTF8.GetString(payload.Span));
    }
}
