namespace TypedWs.AspNetCore.Tests.Proxies;

/// <summary>What a test changes of a documented configuration.</summary>
/// <param name="Server">The server behind the proxy.</param>
/// <param name="Tls">Whether clients come over TLS, with the certificate that <see cref="RunningProxy"/> lays beside the configuration.</param>
/// <param name="IdleSeconds">After how long without traffic a connection is cut.</param>
/// <param name="PassesHost">Whether the server gets the <c>Host</c> that the client asked for.</param>
public sealed record ProxySettings(Uri Server, bool Tls = false, int IdleSeconds = 60, bool PassesHost = true);
