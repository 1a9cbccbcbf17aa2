namespace TypedWs.Generators.Model;

/// <summary>An argument of a constructor: a member, or a constant where the parameter's member does not travel.</summary>
/// <param name="Member">The member's name, or null.</param>
/// <param name="Constant">The constant as C#, or null.</param>
/// <param name="SuppressesNull">Whether the member may be null where the constructor says that it does not take null.</param>
internal sealed record ArgumentModel(string? Member, string? Constant, bool SuppressesNull);
