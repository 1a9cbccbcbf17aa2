using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>The names of a protocol's generated types, fully qualified.</summary>
internal sealed class ContractNames(ProtocolModel protocol)
{
    public string Protocol => protocol.FullName;

    public string Client => Qualify($"{protocol.Prefix}Client");

    public string ClientHandler => Qualify($"I{protocol.Prefix}ClientHandler");

    public string ServerHandler => Qualify($"I{protocol.Prefix}ServerHandler");

    public string Session => Qualify($"{protocol.Prefix}Session");

    public string Sessions => Qualify($"{protocol.Prefix}Sessions");

    public string Audience => Qualify($"{protocol.Prefix}Audience");

    private string Qualify(string name) => protocol.Namespace.Length == 0 ? $"global::{name}" : $"global::{protocol.Namespace}.{name}";
}
