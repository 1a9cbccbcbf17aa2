namespace TypedWs.AspNetCore.Sessions;

/// <summary>A session has joined a group or left it.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="IsJoin">Whether it joined.</param>
internal readonly record struct GroupChange(string Group, bool IsJoin);
