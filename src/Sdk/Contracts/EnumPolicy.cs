namespace TypedWs;

/// <summary>What enums are in JSON; in MessagePack they are numbers. A <c>[JsonConverter]</c> on the enum or on a member overrides it.</summary>
public enum EnumPolicy
{
    /// <summary>Their names, as <c>JsonStringEnumConverter</c> writes them. Numbers are read, too.</summary>
    Name,

    /// <summary>Their numbers.</summary>
    Number,
}
