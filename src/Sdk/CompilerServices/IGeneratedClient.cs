using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>What the generator adds to every client, for hosts that make one without knowing its protocol and without reflection.</summary>
/// <typeparam name="TClient">The client itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGeneratedClient<TClient>
    where TClient : TypedWsClient, IGeneratedClient<TClient>
{
    /// <summary>Makes a client that is not connected.</summary>
    /// <param name="options">Where to connect and how.</param>
    /// <returns>The client.</returns>
    static abstract TClient Create(TypedWsClientOptions options);

    /// <summary>
    /// Lets the protocol's client handler among the services, if there is one, handle all that the server sends. Apart from <see cref="Create"/>, so that the handler
    /// may ask for the client in its own constructor.
    /// </summary>
    /// <param name="client">The client, before it connects.</param>
    /// <param name="services">Where to look.</param>
    static abstract void RegisterHandler(TClient client, IServiceProvider services);
}
