namespace TypedWs.Generators.Model;

/// <summary>A member of an enum.</summary>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Expression">The member in C#.</param>
/// <param name="Value">Its number.</param>
internal sealed record EnumMemberModel(string JsonName, string Expression, string Value);
