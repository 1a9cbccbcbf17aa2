namespace TypedWs.Generators.Model;

/// <summary>What becomes of a message for a client that does not read fast enough.</summary>
/// <param name="Policy">The policy as C#.</param>
/// <param name="Key">The members that tell messages apart which do not replace each other; none where each replaces the one before, or nothing is replaced.</param>
internal sealed record SlowPolicyModel(string Policy, EquatableArray<KeyMemberModel> Key);
