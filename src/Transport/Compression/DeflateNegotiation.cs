namespace TypedWs.Transport;

/// <summary>How client and server come to agree on permessage-deflate (RFC 7692, sections 5 and 7.1). Stateless.</summary>
internal static class DeflateNegotiation
{
    /// <summary>What a client offers. No <c>client_max_window_bits</c>: our window has one size only.</summary>
    public static string CreateOffer(WsCompressionOptions options)
        => Format(!options.ServerContextTakeover, !options.ClientContextTakeover, withServerBits: false);

    /// <summary>A server's choice: the client's first offer that can be met; null where there is none.</summary>
    public static WsCompressionAgreement? Accept(IEnumerable<string?> headerValues, WsCompressionOptions options)
    {
        foreach (WsExtension offer in WsExtension.ParseAll(headerValues) ?? [])
        {
            if (offer.Name != DeflateParameters.ExtensionName || DeflateParameters.Read(offer) is not { } wanted)
                continue;
            if (wanted.ServerMaxWindowBits < DeflateParameters.WindowBits)
                continue;

            bool serverNoContext = wanted.ServerNoContextTakeover || !options.ServerContextTakeover;
            bool clientNoContext = wanted.ClientNoContextTakeover || !options.ClientContextTakeover;
            string answer = Format(serverNoContext, clientNoContext, withServerBits: wanted.ServerMaxWindowBits is not null);
            return new WsCompressionAgreement(serverNoContext, clientNoContext, answer);
        }

        return null;
    }

    /// <summary>A client's look at the answer.</summary>
    /// <param name="header">The answer's <c>Sec-WebSocket-Extensions</c>, or null.</param>
    /// <param name="offered">What was offered, or null for nothing.</param>
    /// <param name="agreement">What was agreed on; null for no compression.</param>
    /// <returns>What is wrong and what to do next; null when nothing is.</returns>
    public static string? FindFault(string? header, WsCompressionOptions? offered, out WsCompressionAgreement? agreement)
    {
        agreement = null;
        if (header is null)
            return null;
        if (offered is null)
            return "named an extension, but none was offered. The server is at fault: switch its extensions off.";
        if (WsExtension.ParseAll([header]) is not [{ Name: DeflateParameters.ExtensionName } answer])
            return "named another extension than the one offered, permessage-deflate, or none that can be read. The server is at fault: switch its extensions off.";

        if (DeflateParameters.Read(answer) is not { ClientMaxWindowBits: null } agreed || (!offered.ServerContextTakeover && !agreed.ServerNoContextTakeover))
            return "answered the offer of permessage-deflate with parameters that do not fit it. The server is at fault: switch compression off on either side.";

        // A client that was not asked to may do without its context all the same.
        agreement = new WsCompressionAgreement(agreed.ServerNoContextTakeover, agreed.ClientNoContextTakeover || !offered.ClientContextTakeover, header);
        return null;
    }

    private static string Format(bool serverNoContext, bool clientNoContext, bool withServerBits)
        => DeflateParameters.ExtensionName
            + (serverNoContext ? "; " + DeflateParameters.ServerNoContextTakeoverName : "")
            + (clientNoContext ? "; " + DeflateParameters.ClientNoContextTakeoverName : "")
            + (withServerBits ? $"; {DeflateParameters.ServerMaxWindowBitsName}={DeflateParameters.WindowBits}" : "");
}
