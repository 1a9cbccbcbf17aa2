namespace TypedWs.Transport.Tests.Compression;

/// <summary>What two sides that want the same would agree on.</summary>
internal static class Agreement
{
    public static WsCompressionAgreement With(bool serverContext = true, bool clientContext = true)
    {
        var options = new WsCompressionOptions { ServerContextTakeover = serverContext, ClientContextTakeover = clientContext };
        return WsServerHandshake.SelectCompression(["permessage-deflate"], options)!;
    }
}
