namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    /// <summary>Writes the key of a member, in an object that is a map.</summary>
    /// <param name="members">The members of the type, with keys.</param>
    /// <param name="index">Which of them.</param>
    public void WriteName(MemberTable members, int index) => WriteRaw(members.GetRawKey(index));
}
