using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TypedWs.Tests;

/// <summary>An authority of a test's own, and what it issued.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddDays(-1);
    private readonly DateTimeOffset _until = DateTimeOffset.UtcNow.AddDays(1);

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Root of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Root = request.CreateSelfSigned(_from, _until);
        Server = Issue("localhost", "1.3.6.1.5.5.7.3.1", names =>
        {
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
        });
        OtherServer = Issue("elsewhere", "1.3.6.1.5.5.7.3.1", names => names.AddDnsName("elsewhere.example.org"));
        Client = Issue("ada", "1.3.6.1.5.5.7.3.2", names => names.AddIpAddress(IPAddress.Loopback));
    }

    public X509Certificate2 Root { get; }

    /// <summary>For this machine: localhost and 127.0.0.1.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>For another host.</summary>
    public X509Certificate2 OtherServer { get; }

    public X509Certificate2 Client { get; }

    public void Dispose()
    {
        Root.Dispose();
        Server.Dispose();
        OtherServer.Dispose();
        Client.Dispose();
    }

    private X509Certificate2 Issue(string name, string purpose, Action<SubjectAlternativeNameBuilder> addNames)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        addNames(names);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(Root, _from, _until, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);
        // Through PKCS #12, because not every system's TLS takes a key that was never stored.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
