using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.CompilerServices;
using TypedWs.Transport;

namespace TypedWs.Hosting;

/// <summary>
/// Connects a client when the host starts, and closes it when the host stops. The client itself belongs to the services, which make and dispose it. The host calls one
/// member at a time.
/// </summary>
internal sealed partial class ClientHost<TClient>(IServiceProvider services, ClientRegistration<TClient> registration) : IHostedService
    where TClient : TypedWsClient, IGeneratedClient<TClient>
{
    private readonly ILogger _logger = services.GetService<ILoggerFactory>()?.CreateLogger<TClient>() ?? (ILogger)NullLogger.Instance;
    private TClient? _client; // Null until the start.
    private Task _connecting = Task.CompletedTask; // Never faults.

    /// <summary>Returns at once, unless the client is to be waited for.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        TClient client = registration.FindIn(services);
        TClient.RegisterHandler(client, new NamedServices(services, registration.Key));
        foreach (Action<IServiceProvider, TClient> configure in registration.Configurations)
            configure(services, client);

        _client = client;
        if (registration.WaitsForConnection)
        {
            await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
            LogConnected(registration.Name, Address);
        }
        else
        {
            _connecting = FollowAsync(client.ConnectAsync(CancellationToken.None));
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_client is not { } client)
            return;

        try
        {
            // The wait has the token as well: a handler that does not end holds up the closing, not the host.
            await client.CloseAsync(WsCloseCode.GoingAway, "The application stops.", cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            await _connecting.ConfigureAwait(false);
            LogClosed(registration.Name);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            client.Abort("the application stops");
            LogAborted(registration.Name);
        }
    }

    private string Address => AddressOf(registration.OptionsIn(services).Uri);

    /// <summary>Without user and query, which may hold secrets.</summary>
    private static string AddressOf(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private async Task FollowAsync(Task connecting)
    {
        try
        {
            await connecting.ConfigureAwait(false);
            LogConnected(registration.Name, Address);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // Somebody called it off: this host's stop, or the application through the client.
        }
#pragma warning disable CA1031 // whatever it is, the application goes on without a connection, and its log says why
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogGaveUp(exception, registration.Name, Address);
        }
    }
}
