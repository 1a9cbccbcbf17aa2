using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>
/// Refuses to start a server that is told to listen on a <c>ws://</c> or <c>wss://</c> address, before Kestrel does: it would only say that it does not know the scheme.
/// </summary>
internal sealed class ListenAddressCheck(IServiceProvider services) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">An address is that of a client.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (string address in FindAddresses())
        {
            if (HttpAddressOf(address) is { } listen)
            {
                throw new InvalidOperationException(
                    $"The server is told to listen on {address}. WebSockets begin as HTTP: listen on {listen}, and let clients connect to {address}. "
                    + "Look at ASPNETCORE_URLS, the setting 'urls', UseUrls, app.Urls and Kestrel:Endpoints.");
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string? HttpAddressOf(string address)
    {
        if (address.StartsWith("ws://", StringComparison.OrdinalIgnoreCase))
            return "http" + address[2..];
        return address.StartsWith("wss://", StringComparison.OrdinalIgnoreCase) ? "https" + address[3..] : null;
    }

    private IEnumerable<string> FindAddresses()
    {
        IEnumerable<string> named = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (services.GetService<IConfiguration>() is not { } configuration)
            return named;

        IEnumerable<string?> configured = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(static endpoint => endpoint["Url"]);
        string[] urls = configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.TrimEntries) ?? [];
        return named.Concat(urls).Concat(configured.OfType<string>());
    }
}
