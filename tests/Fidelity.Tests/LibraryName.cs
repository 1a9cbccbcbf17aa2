namespace TypedWs.Fidelity.Tests;

/// <summary>The libraries of the matrix.</summary>
[Flags]
internal enum LibraryName
{
    SystemTextJson = 1,

    /// <summary>The MessagePack-CSharp that this SDK depends on.</summary>
    MessagePack2 = 2,

    /// <summary>The one that a user may have in its place.</summary>
    MessagePack3 = 4,

    BothMessagePacks = MessagePack2 | MessagePack3,
}
