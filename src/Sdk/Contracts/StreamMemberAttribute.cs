namespace TypedWs;

/// <summary>
/// Names the member of <c>params</c> in which the stream of an <see cref="IAccepts{TItem}"/> travels: for a message that has a member called <c>stream</c> itself,
/// and for other programs that expect the stream under another name.
/// </summary>
/// <param name="name">The member's name, as it travels. Default <c>stream</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StreamMemberAttribute(string name) : Attribute
{
    /// <summary>The member's name.</summary>
    public string Name { get; } = name;
}
