namespace TypedWs;

/// <summary>
/// States that a message of the client is handled only for users whom an authorization policy of the server admits. Of a request, a refusal is answered with
/// <see cref="ErrorCodes.Forbidden"/>; a one-way message is dropped. May be repeated: all policies must admit the user.
/// </summary>
/// <remarks>Where the server sends the message too, nothing is required of it in that direction.</remarks>
/// <param name="policy">The policy's name, as the server defines it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class RequirePolicyAttribute(string policy) : Attribute
{
    /// <summary>The policy's name.</summary>
    public string Policy { get; } = policy;
}
