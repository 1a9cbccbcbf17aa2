using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TypedWs.Transport;

/// <summary>
/// Whom a client trusts over <c>wss://</c>, and how it proves who it is itself. With the defaults a server's certificate has to be valid for its host name and
/// issued by an authority that the system trusts. Not thread-safe; not to be changed during a handshake, nor the certificates disposed while a client connects.
/// </summary>
/// <remarks>What is not here, such as protocol versions or revocation checks, is set on the <c>SslOptions</c> that <see cref="WsHandshakeOptions.ConfigureHandler"/> hands out.</remarks>
public sealed class WsTlsOptions
{
    // Made by the first who asks, by compare-exchange: most clients, and each has options of its own, keep them empty.
    private X509Certificate2Collection? _clientCertificates;
    private X509Certificate2Collection? _trustedRoots;

    /// <summary>Certificates with private keys, from which the one is sent that the server asks for. Default none.</summary>
    public X509Certificate2Collection ClientCertificates
        => _clientCertificates ?? Interlocked.CompareExchange(ref _clientCertificates, [], null) ?? _clientCertificates;

    /// <summary>
    /// Authorities that are trusted in place of the system's, such as a company's own root or the one of a test. Everything else is still checked: the host name, the
    /// dates, the chain. Default none: the system's authorities.
    /// </summary>
    public X509Certificate2Collection TrustedRoots
        => _trustedRoots ?? Interlocked.CompareExchange(ref _trustedRoots, [], null) ?? _trustedRoots;

    /// <summary>
    /// Has the last word on the server's certificate: gets what the checks found, and returns whether to go on. Default null: go on where they found nothing. One that
    /// always returns true trusts everybody, also whoever stands in between.
    /// </summary>
    public RemoteCertificateValidationCallback? RemoteCertificateValidationCallback { get; set; }

    internal void Apply(SslClientAuthenticationOptions target)
    {
        if (_clientCertificates is { Count: > 0 } certificates)
            target.ClientCertificates = certificates;
        if (RemoteCertificateValidationCallback is { } callback)
            target.RemoteCertificateValidationCallback = callback;
        if (_trustedRoots is not { Count: > 0 } roots)
            return;

        // No revocation check, which is also what the system's authorities get unless asked for; a private authority rarely offers one.
        target.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        target.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
    }
}
