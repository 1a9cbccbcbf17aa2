using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using TypedWs.Tests;

namespace TypedWs.AspNetCore.Tests.Proxies;

/// <summary>A proxy as a process of its own, in front of a test's server, until it is disposed.</summary>
internal sealed class RunningProxy : IAsyncDisposable
{
    /// <summary>The file with the certificate for this machine and its key, beside the configuration.</summary>
    public const string Certificate = "certificate.pem";

    private const int Attempts = 5;

    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly Task<string[]> _said;

    private RunningProxy(ProxyProgram program, ProxySettings settings, TestCertificates certificates, int port)
    {
        string file = program.Find();
        Port = port;
        _folder = Directory.CreateTempSubdirectory("typedws-proxy-");
        File.WriteAllText(Path.Combine(_folder.FullName, Certificate), Pem(certificates.Server));
        File.WriteAllText(
            Path.Combine(_folder.FullName, ProxyProgram.Configuration),
            program.Configure(ProxiesPage.Configuration(program.Name), settings, port));
        _process = Process.Start(new ProcessStartInfo(file, program.Arguments(_folder.FullName)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _said = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public int Port { get; }

    /// <summary>The endpoint's address at the proxy.</summary>
    public Uri Uri(ProxySettings settings) => new($"{(settings.Tls ? "wss" : "ws")}://127.0.0.1:{Port}/lab");

    public static async Task<RunningProxy> StartAsync(ProxyProgram program, ProxySettings settings, TestCertificates certificates)
    {
        for (int attempt = 1; ; attempt++)
        {
            var proxy = new RunningProxy(program, settings, certificates, FreePort());
            if (await proxy.ListensAsync().Soon())
                return proxy;

            // Somebody else may have taken the port meanwhile.
            string[] said = await proxy._said;
            await proxy.DisposeAsync();
            if (attempt == Attempts)
                throw new InvalidOperationException($"{program} ended before it listened:\n{string.Concat(said)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _said;
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Pem(X509Certificate2 certificate)
        => $"{certificate.ExportCertificatePem()}\n{certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Neither proxy says when it listens: asks until it does, or has ended.</summary>
    private async Task<bool> ListensAsync()
    {
        while (!_process.HasExited)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        return false;
    }
}
