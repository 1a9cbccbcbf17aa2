namespace TypedWs.AspNetCore.Tests.Proxies;

public sealed class Nginx : ProxyProgram
{
    public override string Name => "nginx";

    public override int NoServerStatus => 502;

    public override IReadOnlyList<string> Arguments(string folder) => ["-p", folder, "-c", Configuration, "-e", "stderr"];

    public override string Configure(string documented, ProxySettings settings, int port)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string server = documented
            .Changed("http://127.0.0.1:5000", settings.Server.GetLeftPart(UriPartial.Authority))
            .Changed("proxy_read_timeout 60s", $"proxy_read_timeout {settings.IdleSeconds}s")
            .Changed("proxy_send_timeout 60s", $"proxy_send_timeout {settings.IdleSeconds}s")
            .Changed("listen 443 ssl", $"listen 127.0.0.1:{port}{(settings.Tls ? " ssl" : "")}")
            .Changed("/etc/ssl/chat.example.org.crt", RunningProxy.Certificate)
            .Changed("/etc/ssl/chat.example.org.key", RunningProxy.Certificate);
        if (!settings.Tls)
            server = server.Changed("ssl_certificate", "# ssl_certificate");
        if (!settings.PassesHost)
            server = server.Changed("Host $http_host;\n        proxy_set_header X-Forwarded-For", "Host backend.internal;\n        proxy_set_header X-Forwarded-For");

        return $$"""
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log stderr notice;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
            {{server}}
            }
            """;
    }
}
