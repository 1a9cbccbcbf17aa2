using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using TypedWs.Transport;

namespace TypedWs.Testing;

/// <summary>Carries a handshake to a test server, through its whole pipeline of middleware. Thread-safe.</summary>
internal static class TestServerConnector
{
    public static async ValueTask<WsHandshakeStream> ConnectAsync(TestServer server, TestLink link, WsHandshakeRequest request, CancellationToken cancellationToken)
    {
        TestUpgrade? upgrade = null;
        Task<HttpContext> exchange = server.SendAsync(
            context =>
            {
                Fill(context.Request, request);
                upgrade = new TestUpgrade(context, link);
                context.Features.Set<IHttpUpgradeFeature>(upgrade);
            },
            cancellationToken);

        // Filled before SendAsync returned: the server itself runs on.
        Task<WsHandshakeStream> accepted = upgrade!.Accepted;
        await Task.WhenAny(accepted, exchange).ConfigureAwait(false);
        if (accepted.IsCompleted)
            return await accepted.ConfigureAwait(false);

        HttpContext refused = await exchange.ConfigureAwait(false);
        return TestUpgrade.Answer(refused.Response, refused.Response.Body);
    }

    private static void Fill(HttpRequest target, WsHandshakeRequest source)
    {
        target.Method = HttpMethods.Get;
        target.Scheme = source.Uri.Scheme == Uri.UriSchemeWss ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        target.Host = new HostString(source.Uri.Authority); // Without the scheme's own port, as browsers and HttpClient write it.
        target.Path = PathString.FromUriComponent(source.Uri);
        target.QueryString = QueryString.FromUriComponent(source.Uri);
        foreach ((string name, string value) in source.Headers)
            target.Headers[name] = value;
    }
}
