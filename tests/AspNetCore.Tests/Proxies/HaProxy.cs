namespace TypedWs.AspNetCore.Tests.Proxies;

public sealed class HaProxy : ProxyProgram
{
    public override string Name => "haproxy";

    public override int NoServerStatus => 503;

    public override IReadOnlyList<string> Arguments(string folder) => ["-db", "-C", folder, "-f", Configuration];

    public override string Configure(string documented, ProxySettings settings, int port)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string configuration = documented
            .Changed("127.0.0.1:5000", settings.Server.Authority)
            .Changed("timeout tunnel 60s", $"timeout tunnel {settings.IdleSeconds}s")
            .Changed("bind :443 ssl crt /etc/haproxy/chat.example.org.pem alpn h2,http/1.1", settings.Tls
                ? $"bind 127.0.0.1:{port} ssl crt {RunningProxy.Certificate} alpn h2,http/1.1"
                : $"bind 127.0.0.1:{port}");
        return settings.PassesHost
            ? configuration
            : configuration.Changed("    default_backend", "    http-request set-header Host backend.internal\n    default_backend");
    }
}
