using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TypedWs.CompilerServices;

namespace TypedWs.Hosting;

/// <summary>What is known of one client before the host starts. Changed by its builder only, on the thread of the application's start-up code.</summary>
internal sealed class ClientRegistration<TClient>(string? key) : IClientRegistration
    where TClient : TypedWsClient, IGeneratedClient<TClient>
{
    /// <summary>The service key; null for the client that is injected by its type alone.</summary>
    public string? Key => key;

    /// <summary>The options' name.</summary>
    public string Name { get; } = NameOf(key);

    public List<Action<IServiceProvider, TClient>> Configurations { get; } = [];

    public bool WaitsForConnection { get; set; }

    public static string NameOf(string? key) => key ?? typeof(TClient).Name;

    public TypedWsClientOptions OptionsIn(IServiceProvider services) => services.GetRequiredService<IOptionsMonitor<TypedWsClientOptions>>().Get(Name);

    public TClient Create(IServiceProvider services) => TClient.Create(OptionsIn(services));

    public TClient FindIn(IServiceProvider services) => services.GetRequiredKeyedService<TClient>(key);

    public override string ToString() => key is null ? typeof(TClient).ToString() : $"{typeof(TClient)} with the name '{key}'";
}
