namespace TypedWs.AspNetCore.Tests.Proxies;

public sealed class NginxTests() : ProxyTests(new Nginx());
