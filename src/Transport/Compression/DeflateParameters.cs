namespace TypedWs.Transport;

/// <summary>The four parameters of permessage-deflate (RFC 7692, section 7.1), as they stand in an offer or an answer.</summary>
internal readonly record struct DeflateParameters
{
    public const string ExtensionName = "permessage-deflate";
    public const string ServerNoContextTakeoverName = "server_no_context_takeover";
    public const string ClientNoContextTakeoverName = "client_no_context_takeover";
    public const string ServerMaxWindowBitsName = "server_max_window_bits";
    public const string ClientMaxWindowBitsName = "client_max_window_bits";

    /// <summary>The window of System.IO.Compression, which cannot be made smaller.</summary>
    public const int WindowBits = 15;

    public bool ServerNoContextTakeover { get; private init; }

    public bool ClientNoContextTakeover { get; private init; }

    /// <summary>Null where the parameter is absent.</summary>
    public int? ServerMaxWindowBits { get; private init; }

    /// <summary>Null where the parameter is absent; <see cref="WindowBits"/> where it has no value, which an offer may leave out.</summary>
    public int? ClientMaxWindowBits { get; private init; }

    /// <summary>Reads an extension's parameters; null where one is unknown, comes twice, or has a value that it must not have.</summary>
    public static DeflateParameters? Read(WsExtension extension)
    {
        var parameters = default(DeflateParameters);
        foreach ((string name, string? value) in extension.Parameters)
        {
            if (parameters.With(name, value) is not { } read)
                return null;
            parameters = read;
        }

        return parameters;
    }

    private DeflateParameters? With(string name, string? value) => name switch
    {
        ServerNoContextTakeoverName when !ServerNoContextTakeover && value is null => this with { ServerNoContextTakeover = true },
        ClientNoContextTakeoverName when !ClientNoContextTakeover && value is null => this with { ClientNoContextTakeover = true },
        ServerMaxWindowBitsName when ServerMaxWindowBits is null && ParseBits(value) is { } bits => this with { ServerMaxWindowBits = bits },
        ClientMaxWindowBitsName when ClientMaxWindowBits is null && (value is null ? WindowBits : ParseBits(value)) is { } bits => this with { ClientMaxWindowBits = bits },
        _ => null,
    };

    /// <summary>8 to 15, without a leading zero.</summary>
    private static int? ParseBits(string? value) => value switch
    {
        [(>= '8' and <= '9') and var digit] => digit - '0',
        ['1', (>= '0' and <= '5') and var digit] => 10 + digit - '0',
        _ => null,
    };
}
