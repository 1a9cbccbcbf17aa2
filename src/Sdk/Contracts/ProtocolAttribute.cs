namespace TypedWs;

/// <summary>
/// Marks a partial class as a protocol: the set of messages that name it in <see cref="FromClientAttribute{TProtocol}"/> or
/// <see cref="FromServerAttribute{TProtocol}"/>. The class's name without "Protocol" is the prefix of what is generated: <c>ChatProtocol</c> yields <c>ChatClient</c>.
/// </summary>
/// <param name="name">The protocol's name on the wire and the prefix of its messages' names, such as <c>chat</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProtocolAttribute(string name) : Attribute
{
    /// <summary>The protocol's name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>The major version. A client and a server of different versions refuse each other with close code 4406. Default 1.</summary>
    public int Version { get; set; } = 1;

    /// <summary>How members are named in JSON. Default <see cref="NamingPolicy.CamelCase"/>.</summary>
    public NamingPolicy Naming { get; set; }

    /// <summary>What enums are in JSON. Default <see cref="EnumPolicy.Name"/>.</summary>
    public EnumPolicy Enums { get; set; }

    /// <summary>
    /// Whether a received number that has no name in its enum is refused. Default false: the number is kept, as System.Text.Json and MessagePack
    /// keep it, so that a newer peer may add values. A name that the enum does not have is refused in any case.
    /// </summary>
    public bool RefuseUnknownEnumValues { get; set; }
}
