using TypedWs.Generators.Model;

namespace TypedWs.Testing.Generators.Model;

/// <summary>A protocol that gets doubles.</summary>
/// <param name="Protocol">The class, with <c>global::</c>.</param>
/// <param name="Namespace">Its namespace, which is that of the doubles; empty for the global one.</param>
/// <param name="Prefix">What the names of its generated types begin with.</param>
/// <param name="ClientMessages">What a client handles.</param>
/// <param name="ServerMessages">What a server handles.</param>
internal sealed record DoublesModel(
    string Protocol,
    string Namespace,
    string Prefix,
    EquatableArray<HandledMessageModel> ClientMessages,
    EquatableArray<HandledMessageModel> ServerMessages)
{
    /// <summary>The name of one of the protocol's generated types, fully qualified.</summary>
    public string Qualify(string name) => Namespace.Length == 0 ? $"global::{name}" : $"global::{Namespace}.{name}";
}
