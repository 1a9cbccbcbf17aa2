using TypedWs.CompilerServices;

namespace TypedWs.Tests.Codecs;

public class MemberTableTests
{
    [Fact]
    public void Constructor_128Members_Accepted() => Assert.Equal(128, new MemberTable(new Member[128]).Count);

    [Fact]
    public void Constructor_MoreMembers_Throws()
        => Assert.Contains("129", Assert.Throws<ArgumentException>(static () => new MemberTable(new Member[129])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_WhateverIsExpected_FindsByName(int expected)
    {
        MemberTable members = new(new Member("a"), Member.Gap, new Member("bb"));

        Assert.Equal(0, members.Find("a"u8, expected));
        Assert.Equal(2, members.Find("bb"u8, expected));
        Assert.Equal(-1, members.Find("b"u8, expected));
        Assert.Equal(-1, members.Find("A"u8, expected));
        Assert.Equal(-1, members.Find(""u8, expected)); // a gap has no name
    }

    [Fact]
    public void Read_RequiredMemberBeyondTheFirst64_IsMissed()
    {
        MemberTable members = new([.. Enumerable.Range(0, 128).Select(static i => new Member($"m{i}", isRequired: i == 127))]);

        PayloadException error = Assert.Throws<PayloadException>(() =>
        {
            JsonValueReader reader = new("""{"m63":1}"""u8);
            ObjectCursor cursor = reader.ReadObject(members);
            while (reader.MoveNext(ref cursor))
            {
                reader.Skip();
            }
        });

        Assert.Equal("m127: required, but missing", error.Message);
    }

    [Fact]
    public void Gap_HasNoNameAndIsNotRequired()
    {
        Assert.Equal("", Member.Gap.Name);
        Assert.False(Member.Gap.IsRequired);
    }
}
