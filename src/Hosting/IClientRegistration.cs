namespace TypedWs.Hosting;

/// <summary>Marks, among the services, that options of some name belong to a client already.</summary>
internal interface IClientRegistration
{
}
