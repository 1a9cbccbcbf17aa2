namespace TypedWs.Compatibility.Tests;

/// <summary>What was compiled against an earlier package works with the present one.</summary>
public sealed class EarlierProgramTests
{
    public static TheoryData<string> Versions => [.. EarlierProgram.Versions];

    public static MatrixTheoryData<string, WireFormat> Conversations => new(EarlierProgram.Versions, [WireFormat.Json, WireFormat.MessagePack]);

    [Theory]
    [MemberData(nameof(Versions))]
    public void References_ToThePresentPackages_Resolve(string version)
    {
        IReadOnlyList<string> missing = new EarlierProgram(version).UnresolvedReferences();

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void References_ToTheSupportOfGeneratedCode_AreMany(string version)
        => Assert.Subset(
            new EarlierProgram(version).TypesOf("TypedWs.CompilerServices").ToHashSet(),
            new HashSet<string>(["Codecs", "IProtocol", "IServerHandler", "JsonValueReader", "MessagePackValueWriter", "SessionContext", "ValueCodec`1"]));

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Conversation_WithThePresentPackages_IsAsItWas(string version, WireFormat format) => new EarlierProgram(version).Run(format.ToString());
}
